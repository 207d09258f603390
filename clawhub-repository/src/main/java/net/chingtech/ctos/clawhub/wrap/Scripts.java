package net.chingtech.ctos.clawhub.wrap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.chingtech.ctos.clawhub.folder.Frontmatter;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;

/**
 * Which files of a skill are scripts that somebody runs: those that lie in {@code scripts/} or at the top, and the one that
 * {@code entrypoint} names; deeper ones when their first line says that they are run. Modules and tests are not.
 */
final class Scripts {

    /** More tools than that nobody reads. */
    private static final int MOST = 100;

    private static final Set<String> ENDINGS = Set.of("", "sh", "bash", "py", "js", "mjs", "cjs", "rb", "pl");

    private static final Pattern PART_OF_ANOTHER = Pattern.compile(
            "_.*|test_.*|.*_test\\.[a-z]+|.*\\.(test|spec|config)\\.[a-z]+|conftest\\.py|setup\\.py|.*\\.d\\.ts",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FOLDER_OF_OTHERS = Pattern.compile(
            "(.*/)?(tests?|__tests__|__pycache__|lib|libs|vendor|utils|helpers|examples?|references|assets)/.*",
            Pattern.CASE_INSENSITIVE);

    private final LegacyFolder folder;
    private final String entrypoint;
    private final ToolNames names;
    private final List<String> tooMany = new ArrayList<>();
    private final List<String> withoutProgram = new ArrayList<>();
    private final List<String> wantingUv = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Scripts(LegacyFolder folder, Frontmatter front, ToolNames names) {
        this.folder = folder;
        this.entrypoint = front.entrypoint() == null ? null : front.entrypoint().replaceFirst("^\\./", "");
        this.names = names;
    }

    /** In the order of their paths. */
    List<Script> find() {
        List<Script> scripts = new ArrayList<>();
        for (LegacyFile file : folder.files().values()) {
            boolean named = file.path().equals(entrypoint);
            if (named || isScript(file)) {
                Optional<String> program = Interpreter.of(file);
                if (program.isPresent() && scripts.size() < MOST) {
                    scripts.add(new Script(file, program.get(), names.of(file)));
                } else if (scripts.size() == MOST) {
                    tooMany.add(file.path());
                } else if (named || Interpreter.isAsked(file)) {
                    withoutProgram.add(file.path());
                }
            }
            if (Interpreter.wantsUv(file)) {
                wantingUv.add(file.path());
            }
        }
        if (entrypoint != null && folder.file(entrypoint).isEmpty()) {
            remarks.add("It says that " + LegacyProblem.shown(entrypoint) + " is to be run, and does not have it.");
        }
        say("It has more than " + MOST + " scripts; these are no tools: ", tooMany);
        say("No program is known here that runs these, so they are no tools: ", withoutProgram);
        say("These count on uv to bring libraries, and have only those of the machine here: ", wantingUv);
        return scripts;
    }

    /** What people should know, after {@link #find}. */
    List<String> remarks() {
        return remarks;
    }

    private static boolean isScript(LegacyFile file) {
        String path = file.path();
        if (!ENDINGS.contains(Interpreter.ending(file))
                || PART_OF_ANOTHER.matcher(file.name()).matches()
                || FOLDER_OF_OTHERS.matcher(path).matches()) {
            return false;
        }
        int depth = path.split("/").length;
        boolean near = depth == 1 || depth == 2 && path.startsWith("scripts/");
        boolean hasEnding = !Interpreter.ending(file).isEmpty();
        boolean deep = path.startsWith("scripts/") || path.startsWith("bin/");
        return near && hasEnding || (near || deep) && Interpreter.isAsked(file);
    }

    /** One sentence for all: a hundred of a kind would push others out of sight. */
    private void say(String what, List<String> files) {
        if (!files.isEmpty()) {
            remarks.add(what + LegacyFolder.some(files) + ".");
        }
    }
}
