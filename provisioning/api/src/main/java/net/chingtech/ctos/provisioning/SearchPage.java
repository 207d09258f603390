package net.chingtech.ctos.provisioning;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.format.catalogue.SkillCard;

/**
 * What was found.
 *
 * @param total how many fit in all, in the sources that answered
 * @param atLeast whether there are more than that: a source does not say how many it has
 * @param reachable how many of the total one can leaf to; for the rest the question has to be narrower
 * @param categories how many fit the same question in each category, whatever category was asked for, the most first,
 *     added up over the sources that count them; with the first page
 * @param failed the sources that did not answer, each with the reason
 */
public record SearchPage(
        List<Found> skills,
        int page,
        int perPage,
        long total,
        boolean atLeast,
        long reachable,
        List<CategoryCount> categories,
        List<SourceFailure> failed) {

    /** All of it can be leafed to, and nothing is said of categories. */
    public SearchPage(List<Found> skills, int page, int perPage, long total, List<SourceFailure> failed) {
        this(skills, page, perPage, total, false, total, List.of(), failed);
    }

    /** The same with other cards. */
    public SearchPage withSkills(List<Found> others) {
        return new SearchPage(others, page, perPage, total, atLeast, reachable, categories, failed);
    }

    /**
     * One skill and the source that has it.
     *
     * @param installed the installed version, or null
     * @param also where the same skill is found, too, by the maps: the legacy forms of this one; of a legacy skill that
     *     stands alone, what follows it and the source whose map says so, {@code local} for the administrator's own
     */
    public record Found(SkillCard card, String source, String installed, List<Origin> also) {
        public Found {
            also = List.copyOf(also);
        }

        public Found(SkillCard card, String source, String installed) {
            this(card, source, installed, List.of());
        }
    }

    /** A skill under another id, and the source that has it. */
    public record Origin(SkillId id, String source) {}

    /** A source that did not answer. */
    public record SourceFailure(String source, Problem problem) {}
}
