package net.chingtech.ctos.provisioning;

import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Tier;

/**
 * What somebody looks for in the catalogue.
 *
 * @param text free text; empty finds all
 * @param tags all of them
 * @param category or null
 * @param tier or null
 * @param source the only source to ask, or null for all; sources themselves pay no heed to it
 * @param page from 1
 * @param perPage 1 to 100
 */
public record SkillQuery(
        String text,
        Set<String> tags,
        String category,
        Tier tier,
        String source,
        Channel channel,
        Sort sort,
        int page,
        int perPage) {

    /** Orders of a result. */
    public enum Sort {
        RELEVANCE,
        POPULARITY,
        NEWEST,
        RATING,
        NAME
    }

    public SkillQuery {
        text = text == null ? "" : text.strip();
        tags = tags == null ? Set.of() : Set.copyOf(tags);
        channel = channel == null ? Channel.STABLE : channel;
        sort = sort == null ? Sort.RELEVANCE : sort;
        page = Math.max(1, page);
        perPage = Math.max(1, Math.min(100, perPage));
    }

    /** In all sources. */
    public SkillQuery(
            String text,
            Set<String> tags,
            String category,
            Tier tier,
            Channel channel,
            Sort sort,
            int page,
            int perPage) {
        this(text, tags, category, tier, null, channel, sort, page, perPage);
    }

    /** All that fits a text, the first twenty. */
    public static SkillQuery text(String text) {
        return new SkillQuery(text, null, null, null, null, null, 1, 20);
    }

    public SkillQuery onPage(int other) {
        return new SkillQuery(text, tags, category, tier, source, channel, sort, other, perPage);
    }
}
