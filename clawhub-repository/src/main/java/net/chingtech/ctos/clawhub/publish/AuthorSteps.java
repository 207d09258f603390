package net.chingtech.ctos.clawhub.publish;

import java.util.Map;
import net.chingtech.ctos.format.Problem;

/** What an author can do about a problem of his own folder; whoever installs it was told to ask him. */
final class AuthorSteps {

    private static final String SMALLER = "Take out of the folder what the skill does not need, then try again.";
    private static final String RENAME = "Give it another name, then try again.";

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("folder_unreadable", "See that it is there and that you may read it."),
            Map.entry(
                    "legacy_no_skill_md",
                    "Write a SKILL.md at the top of the folder, or name the folder that has one."),
            Map.entry("legacy_skill_md_ambiguous", "Keep one of them, and name it SKILL.md."),
            Map.entry("legacy_too_many_files", SMALLER),
            Map.entry("legacy_too_large", SMALLER),
            Map.entry("legacy_skill_md_large", SMALLER),
            Map.entry("legacy_too_deep", SMALLER),
            Map.entry("legacy_path_long", RENAME),
            Map.entry("legacy_path_unsafe", RENAME),
            Map.entry("legacy_path_hidden", RENAME),
            Map.entry("legacy_path_twice", RENAME),
            Map.entry("legacy_version_invalid", "Say another with --version, such as 1.2.0."),
            Map.entry("staging_failed", "See that this machine's temporary folder can be written, then try again."),
            Map.entry("legacy_wrap_failed", "Tell who maintains this program."));

    private AuthorSteps() {}

    static Problem of(Problem problem) {
        String step = STEPS.getOrDefault(problem.code(), problem.nextStep());
        return new Problem(problem.status(), problem.code(), problem.detail(), step, problem.more());
    }
}
