package net.chingtech.ctos.skillhub.server.search;

import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Tier;

/**
 * What somebody looks for.
 *
 * @param text words, or empty for every skill
 * @param tags all of which a skill must have
 * @param category or null for any
 * @param tier or null for any
 * @param page from 1
 * @param slugPrefix what the skill's slug begins with, or null for any
 */
public record SkillSearch(
        String text,
        List<String> tags,
        String category,
        Tier tier,
        Channel channel,
        SearchOrder order,
        int page,
        int perPage,
        String slugPrefix) {

    /** How deep one may page: {@code page * perPage}. */
    public static final int DEEPEST = 50_000;

    public SkillSearch {
        tags = List.copyOf(tags);
    }

    SkillSearch inAnyCategory() {
        return new SkillSearch(text, tags, null, tier, channel, order, page, perPage, slugPrefix);
    }
}
