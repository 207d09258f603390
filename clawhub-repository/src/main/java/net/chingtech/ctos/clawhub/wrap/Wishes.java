package net.chingtech.ctos.clawhub.wrap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.folder.Needs;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillPermission;

/**
 * What a legacy skill is to be asked for: what it says that it needs, as permissions. Legacy skills never say that they need the
 * network, so those with scripts may be given it, and are not unless somebody says so.
 */
final class Wishes {

    /** Values under these names would change what programs do, or take the place of what every script gets. */
    private static final Pattern RESERVED = Pattern.compile(
            "PATH|HOME|TMPDIR|LANG|LC_.*|SHELL|ENV|IFS|BASH_.*|LD_.*|DYLD_.*|PYTHON.*|NODE_.*|PERL.*|RUBY.*|JAVA_.*|JDK_.*"
                    + "|GIT_.*|SKILL_(NAME|DIR|ASSETS_DIR)|(HTTP|HTTPS|ALL|NO)_PROXY|GLIBC_.*|MALLOC_.*");

    private static final int MOST = 100;

    /** In bytes. People write none that is longer; each copy of one takes room that is for all. */
    private static final int LONGEST_SCRIPT = 1 << 20;

    private final Set<String> needed = new TreeSet<>();
    private final Set<String> optional = new TreeSet<>();
    private final Set<String> refusedValues = new TreeSet<>();
    private final Set<String> refusedPrograms = new TreeSet<>();
    private final Set<String> unread = new TreeSet<>();
    private final List<String> remarks = new ArrayList<>();

    static Wishes of(Needs needs, List<Origin.Setting> settings, List<Script> scripts) {
        Wishes wishes = new Wishes();
        wishes.values(needs, settings);
        if (scripts.isEmpty()) {
            wishes.nothingRuns(needs);
        } else {
            wishes.programs(needs, scripts);
            wishes.needed.add("filesystem:temp");
            wishes.optional.add("network:outbound");
        }
        wishes.optional.removeAll(wishes.needed);
        wishes.say(
                "These values cannot be given to it, since their names are kept for the container, or are none: ",
                wishes.refusedValues);
        wishes.say("It names programs that are none: ", wishes.refusedPrograms);
        wishes.say("These scripts are too long to be looked through for the programs that they run: ", wishes.unread);
        return wishes;
    }

    private void say(String what, Set<String> names) {
        if (!names.isEmpty()) {
            remarks.add(what + LegacyFolder.some(names) + ".");
        }
    }

    List<SkillPermission> needed() {
        return permissions(needed);
    }

    List<SkillPermission> optional() {
        return permissions(optional);
    }

    List<String> remarks() {
        return remarks;
    }

    private void values(Needs needs, List<Origin.Setting> settings) {
        needs.env().forEach(name -> value(name, needed));
        settings.forEach(setting -> value(setting.key(), setting.required() ? needed : optional));
    }

    private void value(String name, Set<String> to) {
        if (name == null || RESERVED.matcher(name).matches() || !isPermission("env:" + name)) {
            refusedValues.add(String.valueOf(name));
        } else {
            to.add("env:" + name);
        }
    }

    private void nothingRuns(Needs needs) {
        remarks.add("It has no scripts: it is a text for agents, and runs nothing here.");
        if (!needs.bins().isEmpty() || !needs.anyBins().isEmpty()) {
            remarks.add("Its text counts on programs that an agent has of its own: "
                    + listed(needs.bins(), needs.anyBins()) + ".");
        }
    }

    private void programs(Needs needs, List<Script> scripts) {
        ShellWords words = new ShellWords();
        for (Script script : scripts) {
            program(script.program(), needed);
            boolean shell = SkillPermission.ProcessExec.SHELLS.contains(script.program());
            if (script.file().size() > LONGEST_SCRIPT) {
                unread.add(script.file().path());
            } else {
                script.file().text().ifPresent(shell ? words::addShell : words::addOther);
            }
        }
        needs.bins().forEach(name -> program(name, needed));
        needs.optionalBins().forEach(name -> program(name, optional));
        needs.anyBins().forEach(name -> program(name, optional));
        if (!needs.anyBins().isEmpty()) {
            remarks.add("It needs one of these programs: " + listed(needs.anyBins(), List.of())
                    + ". Grant the one you have.");
        }
        Set<String> unsaid = new TreeSet<>(words.found());
        unsaid.removeIf(name -> needed.contains(exec(name)) || optional.contains(exec(name)));
        if (!unsaid.isEmpty()) {
            unsaid.forEach(name -> program(name, optional));
            remarks.add("Its scripts seem to run programs of which it does not say that it needs them: "
                    + String.join(", ", unsaid) + ".");
        }
    }

    private void program(String name, Set<String> to) {
        if (isPermission(exec(name))) {
            to.add(exec(name));
        } else {
            refusedPrograms.add(name);
        }
    }

    private static String exec(String program) {
        return "process:exec:" + program;
    }

    private static String listed(List<String> some, List<String> others) {
        Set<String> names = new TreeSet<>(some);
        names.addAll(others);
        return LegacyProblem.shown(String.join(", ", names));
    }

    private static boolean isPermission(String name) {
        try {
            return SkillPermission.parse(name) != null;
        } catch (FormatException e) {
            return false;
        }
    }

    private static List<SkillPermission> permissions(Set<String> names) {
        List<SkillPermission> permissions = new ArrayList<>();
        for (String name : names) {
            try {
                permissions.add(SkillPermission.parse(name));
            } catch (FormatException e) {
                throw new IllegalStateException("only permissions were added", e);
            }
        }
        return permissions.subList(0, Math.min(MOST, permissions.size()));
    }
}
