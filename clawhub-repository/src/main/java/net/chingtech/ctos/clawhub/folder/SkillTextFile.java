package net.chingtech.ctos.clawhub.folder;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Which file is the skill's own text. ClawHub takes {@code skill.md} and {@code skills.md} in any case. */
final class SkillTextFile {

    private static final String USUAL = "SKILL.md";
    private static final Set<String> NAMES = Set.of("skill.md", "skills.md");

    private SkillTextFile() {}

    static String find(Collection<String> paths) throws ProvisioningException {
        if (paths.contains(USUAL)) {
            return USUAL;
        }
        List<String> found = paths.stream()
                .filter(path -> NAMES.contains(path.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.isEmpty()) {
            throw LegacyProblem.unfit(
                    "legacy_no_skill_md",
                    "There is no SKILL.md, so this is not a skill.",
                    "Name the folder in which SKILL.md lies, or take another version.");
        }
        if (found.size() > 1) {
            throw LegacyProblem.unfit(
                    "legacy_skill_md_ambiguous",
                    "More than one file could be its SKILL.md: " + String.join(", ", found) + ".",
                    "Name one of them SKILL.md, or ask its author.");
        }
        return found.get(0);
    }
}
