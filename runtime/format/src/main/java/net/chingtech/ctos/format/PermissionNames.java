package net.chingtech.ctos.format;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes of permission names. A permission has one spelling: what could be written in two ways is refused in one. */
final class PermissionNames {

    private static final int LONGEST = 300;
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;

    private static final Pattern AREA = Pattern.compile("db:(read|write):([a-z][a-z0-9_]{0,62})");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");
    private static final Pattern OUTBOUND = Pattern.compile("network:outbound(?::([a-z0-9.-]+)(?::([1-9]\\d{0,4}))?)?");
    private static final Pattern ENV = Pattern.compile("env:([A-Z][A-Z0-9_]{0,63})");
    private static final Pattern EXEC = Pattern.compile("process:exec:([a-zA-Z0-9][a-zA-Z0-9._+-]{0,63})");
    private static final String CALL = "skill:call:";

    private PermissionNames() {}

    /** Null when the name is none. */
    static SkillPermission read(String name) {
        if (name == null || name.length() > LONGEST) {
            return null;
        }
        if (name.equals("db:own")) {
            return new SkillPermission.DbOwn();
        }
        if (name.equals("filesystem:temp")) {
            return new SkillPermission.FilesystemTemp();
        }
        if (name.startsWith(CALL)) {
            return call(name.substring(CALL.length()));
        }
        Matcher area = AREA.matcher(name);
        if (area.matches()) {
            return area.group(1).equals("read")
                    ? new SkillPermission.DbRead(area.group(2))
                    : new SkillPermission.DbWrite(area.group(2));
        }
        Matcher env = ENV.matcher(name);
        if (env.matches()) {
            return new SkillPermission.Env(env.group(1));
        }
        Matcher exec = EXEC.matcher(name);
        if (exec.matches()) {
            return new SkillPermission.ProcessExec(exec.group(1));
        }
        return outbound(name);
    }

    /** Whether a host is written in numbers, in one of the many ways that the network understands: 127.1, 0x7f.1, 2130706433. */
    static boolean isNumeric(String host) {
        return NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
    }

    private static SkillPermission call(String id) {
        try {
            return new SkillPermission.SkillCall(SkillId.parse(id));
        } catch (FormatException e) {
            return null;
        }
    }

    private static SkillPermission outbound(String name) {
        Matcher matcher = OUTBOUND.matcher(name);
        if (!matcher.matches() || (matcher.group(1) != null && !isHost(matcher.group(1)))) {
            return null;
        }
        if (matcher.group(2) == null) {
            return new SkillPermission.NetworkOutbound(matcher.group(1), OptionalInt.empty());
        }
        int port = Integer.parseInt(matcher.group(2));
        return port > HIGHEST_PORT ? null : new SkillPermission.NetworkOutbound(matcher.group(1), OptionalInt.of(port));
    }

    private static boolean isHost(String host) {
        if (host.length() > LONGEST_HOST || isNumeric(host)) {
            return false;
        }
        for (String label : host.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }
}
