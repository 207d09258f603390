package net.chingtech.ctos.provisioning;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.catalogue.SkillCard;

/**
 * What was found.
 *
 * @param total how many fit in all, in the sources that answered
 * @param failed the sources that did not answer, each with the reason
 */
public record SearchPage(List<Found> skills, int page, int perPage, long total, List<SourceFailure> failed) {

    /** One skill and the source that has it; {@code installed} is the installed version, or null. */
    public record Found(SkillCard card, String source, String installed) {}

    /** A source that did not answer. */
    public record SourceFailure(String source, Problem problem) {}
}
