package net.chingtech.ctos.provisioning.agent.mapping;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage.SourceFailure;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/** Why nobody can say what follows a legacy skill. */
final class MapRefusals {

    private static final int LONGEST_LINE = 300;

    private MapRefusals() {}

    static ProvisioningException ambiguous(SkillId legacy, SkillVersion version, List<Mapped> named) {
        boolean sameSkill = named.stream().map(Mapped::to).distinct().count() == 1;
        return Refusals.of(
                409,
                "map_ambiguous",
                "The hubs do not agree on what follows " + legacy + " " + version
                        + (sameSkill ? ": they name the same skill, but not the same versions, values or data." : "."),
                "Say which one in trust/" + SkillMap.NAME + " of the container's home.",
                named.stream().map(MapRefusals::line).toList());
    }

    private static String line(Mapped one) {
        SkillMap.Mapping mapping = one.mapping();
        StringBuilder line = new StringBuilder(one.source())
                .append(": ")
                .append(one.to())
                .append(' ')
                .append(mapping.toVersions());
        mapping.configuration().forEach(value -> line.append(", ")
                .append(value.env())
                .append(" becomes ")
                .append(value.toEnv() == null ? value.toSetting() : value.toEnv()));
        mapping.data().forEach(move -> line.append(", ")
                .append(move.from())
                .append(" goes to ")
                .append(move.to()));
        return line.length() <= LONGEST_LINE ? line.toString() : line.substring(0, LONGEST_LINE) + "…";
    }

    /** The source's own code, so that whoever waits for it can tell. */
    static ProvisioningException notAsked(SkillId legacy, SkillVersion version, SourceFailure failure) {
        Problem problem = failure.problem();
        return new ProvisioningException(new Problem(
                problem.status(),
                problem.code(),
                problem.detail() + " So nobody knows what " + failure.source() + " says follows " + legacy + " "
                        + version + ", and what others say is not taken for that.",
                problem.nextStep() + " Or say yourself what follows it, in trust/" + SkillMap.NAME
                        + " of the container's home.",
                problem.more()));
    }
}
