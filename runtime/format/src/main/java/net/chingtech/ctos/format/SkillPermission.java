package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a skill may ask for. Anything that is not one of these kinds is unknown and refused: at build, at publish and at
 * install. Two permissions are equal when their names are.
 */
public sealed interface SkillPermission {

    /** The name in {@code manifest.json}, such as {@code db:read:sales}. */
    @JsonValue
    String name();

    /** What it means, for an administrator: a phrase that completes "This skill may …". */
    String plainWords();

    /** Read the data of one area through the {@code Data} gateway. */
    record DbRead(String area) implements SkillPermission {
        @Override
        public String name() {
            return "db:read:" + area;
        }

        @Override
        public String plainWords() {
            return "read " + area + " data";
        }
    }

    /** Change the data of one area through the {@code Data} gateway. */
    record DbWrite(String area) implements SkillPermission {
        @Override
        public String name() {
            return "db:write:" + area;
        }

        @Override
        public String plainWords() {
            return "change " + area + " data";
        }
    }

    /** Keep tables of its own. */
    record DbOwn() implements SkillPermission {
        @Override
        public String name() {
            return "db:own";
        }

        @Override
        public String plainWords() {
            return "keep its own tables in the database";
        }
    }

    /** Talk to the outside through the {@code Http} gateway; {@code host} null means any public host on 443 and 80. */
    record NetworkOutbound(String host, OptionalInt port) implements SkillPermission {
        @Override
        public String name() {
            String hostPart = host == null ? "" : ":" + host;
            return "network:outbound" + hostPart + (port.isPresent() ? ":" + port.getAsInt() : "");
        }

        @Override
        public String plainWords() {
            if (host == null) {
                return "talk to any public address on the internet";
            }
            return "talk to " + host + (port.isPresent() ? " on port " + port.getAsInt() : "");
        }
    }

    /** Use a temporary folder. */
    record FilesystemTemp() implements SkillPermission {
        @Override
        public String name() {
            return "filesystem:temp";
        }

        @Override
        public String plainWords() {
            return "use a temporary folder of its own";
        }
    }

    /** Call the exported tools of another skill. */
    record SkillCall(SkillId skill) implements SkillPermission {
        @Override
        public String name() {
            return "skill:call:" + skill;
        }

        @Override
        public String plainWords() {
            return "use the tools that " + skill + " offers to other skills";
        }
    }

    /** Be handed a value that the administrator set. */
    record Env(String variable) implements SkillPermission {
        @Override
        public String name() {
            return "env:" + variable;
        }

        @Override
        public String plainWords() {
            return "be given the value " + variable + " that you set for it";
        }
    }

    /** Run one named program, in the process host only; a shell comes with the utilities that its scripts consist of. */
    record ProcessExec(String program) implements SkillPermission {

        /** Programs that run scripts of a shell. */
        public static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh");

        @Override
        public String name() {
            return "process:exec:" + program;
        }

        @Override
        public String plainWords() {
            return "run the program " + program
                    + (SHELLS.contains(program) ? ", with the standard text and file utilities" : "");
        }
    }

    /**
     * Reads a permission name.
     *
     * @throws FormatException {@code permission_unknown}; says what was probably meant
     */
    static SkillPermission parse(String name) throws FormatException {
        SkillPermission permission = PermissionNames.read(name);
        if (permission == null) {
            throw new FormatException(
                    "permission_unknown",
                    "$",
                    PermissionHint.of(name),
                    name == null ? "nothing" : '"' + PlainText.shown(name) + '"');
        }
        return permission;
    }
}
