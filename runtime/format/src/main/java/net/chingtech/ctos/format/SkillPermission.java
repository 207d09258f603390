package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
                return "talk to any public internet address";
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

    /** Run one named program, in the process host only. */
    record ProcessExec(String program) implements SkillPermission {
        @Override
        public String name() {
            return "process:exec:" + program;
        }

        @Override
        public String plainWords() {
            return "run the program " + program;
        }
    }

    /**
     * Reads a permission name.
     *
     * @throws FormatException {@code permission_unknown}
     */
    static SkillPermission parse(String name) throws FormatException {
        SkillPermission permission = name == null || name.length() > 300 ? null : Names.read(name);
        if (permission == null) {
            throw new FormatException(
                    "permission_unknown",
                    "$",
                    "one of db:read:AREA, db:write:AREA, db:own, network:outbound[:HOST[:PORT]], filesystem:temp,"
                            + " skill:call:ID, env:NAME, process:exec:NAME",
                    String.valueOf(name));
        }
        return permission;
    }

    /** The shapes of the names. */
    final class Names {
        private static final Pattern AREA = Pattern.compile("db:(read|write):([a-z][a-z0-9_]{0,62})");
        private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
        private static final Pattern OUTBOUND =
                Pattern.compile("network:outbound(?::([a-z0-9.-]{1,253})(?::(\\d{1,5}))?)?");
        private static final Pattern ENV = Pattern.compile("env:([A-Z][A-Z0-9_]{0,63})");
        private static final Pattern EXEC = Pattern.compile("process:exec:([a-zA-Z0-9][a-zA-Z0-9._+-]{0,63})");
        private static final String CALL = "skill:call:";

        private Names() {}

        private static SkillPermission read(String name) throws FormatException {
            switch (name) {
                case "db:own":
                    return new DbOwn();
                case "filesystem:temp":
                    return new FilesystemTemp();
                default:
                    break;
            }
            if (name.startsWith(CALL)) {
                return new SkillCall(SkillId.parse(name.substring(CALL.length())));
            }
            Matcher area = AREA.matcher(name);
            if (area.matches()) {
                return area.group(1).equals("read") ? new DbRead(area.group(2)) : new DbWrite(area.group(2));
            }
            Matcher env = ENV.matcher(name);
            if (env.matches()) {
                return new Env(env.group(1));
            }
            Matcher exec = EXEC.matcher(name);
            if (exec.matches()) {
                return new ProcessExec(exec.group(1));
            }
            return outbound(name);
        }

        private static SkillPermission outbound(String name) {
            Matcher matcher = OUTBOUND.matcher(name);
            if (!matcher.matches()) {
                return null;
            }
            String host = matcher.group(1);
            if (host != null) {
                for (String label : host.split("\\.", -1)) {
                    if (!LABEL.matcher(label).matches()) {
                        return null;
                    }
                }
            }
            if (matcher.group(2) == null) {
                return new NetworkOutbound(host, OptionalInt.empty());
            }
            int port = Integer.parseInt(matcher.group(2));
            return port < 1 || port > 65_535 ? null : new NetworkOutbound(host, OptionalInt.of(port));
        }
    }
}
