package net.chingtech.ctos.format;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What was probably meant by a permission that nobody knows. The one place for it, so that an author hears the same at
 * build, at publish and at install.
 */
final class PermissionHint {

    private static final int LONGEST = 300;
    /** Too far to be meant. */
    private static final int NOT = 1_000;

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z]+://");
    private static final Pattern PATH = Pattern.compile("/.*$");

    /** One kind of permission: its words, and what its arguments are called. */
    private record Kind(String head, String tail, String arguments) {
        String shape() {
            return head + (tail.isEmpty() ? "" : ":" + tail) + arguments;
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("db", "read", ":AREA"),
            new Kind("db", "write", ":AREA"),
            new Kind("db", "own", ""),
            new Kind("network", "outbound", "[:HOST[:PORT]]"),
            new Kind("filesystem", "temp", ""),
            new Kind("skill", "call", ":ID"),
            new Kind("env", "", ":NAME"),
            new Kind("process", "exec", ":NAME"));

    /** What people write instead of each word. */
    private static final Map<String, List<String>> ALSO = Map.ofEntries(
            Map.entry("db", List.of("database", "data", "sql")),
            Map.entry("read", List.of("select", "get", "view", "query")),
            Map.entry("write", List.of("change", "update", "modify", "insert", "delete")),
            Map.entry("own", List.of("tables", "private")),
            Map.entry("network", List.of("net", "internet", "web", "http", "https")),
            Map.entry("outbound", List.of("out", "outgoing", "connect", "egress")),
            Map.entry("filesystem", List.of("file", "files", "fs", "folder", "disk")),
            Map.entry("temp", List.of("tmp", "temporary")),
            Map.entry("skill", List.of("skills", "tool")),
            Map.entry("call", List.of("use", "invoke")),
            Map.entry("env", List.of("environment", "environ")),
            Map.entry("process", List.of("proc", "program", "command", "shell")),
            Map.entry("exec", List.of("execute", "run", "start")));

    private PermissionHint() {}

    /** What would have been right, as a violation says it. */
    static String of(String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST) {
            return "a permission: " + shapes();
        }
        String strange = LookAlikes.strange(name);
        String said =
                strange == null ? "a known permission" : "a known permission in plain letters, without " + strange;
        // An address as browsers write it: its scheme must not be taken for the host.
        String[] parts = SCHEME.matcher(Normalizer.normalize(LookAlikes.plain(name), Normalizer.Form.NFKC))
                .replaceAll("")
                .strip()
                .split("\\s*:\\s*", -1);
        Kind kind = nearest(parts);
        if (kind == null) {
            parts = String.join(" ", parts).strip().split("[\\s._/-]+", 3);
            kind = nearest(parts);
        }
        if (kind == null) {
            return said + ": " + shapes();
        }
        String meant = meant(kind, parts);
        if (PermissionNames.read(meant) != null) {
            return said + " (did you mean " + meant + "?)";
        }
        return said + " such as " + kind.shape() + why(kind, parts);
    }

    private static String shapes() {
        return "one of " + String.join(", ", KINDS.stream().map(Kind::shape).toList());
    }

    /** The kind whose words are nearest to the first parts; null when none is near. */
    private static Kind nearest(String[] parts) {
        Kind best = null;
        int least = Integer.MAX_VALUE;
        for (Kind kind : KINDS) {
            int far = far(parts[0], kind.head());
            if (!kind.tail().isEmpty()) {
                // With one word alone, only a kind that is the only one of its word can be meant.
                boolean alone = parts.length == 1
                        && !kind.head().equals("db")
                        && kind.arguments().indexOf(':') != 0;
                far += alone ? 1 : parts.length > 1 ? far(parts[1], kind.tail()) : NOT;
            }
            if (far < least) {
                least = far;
                best = kind;
            }
        }
        return least >= NOT ? null : best;
    }

    private static int far(String part, String word) {
        String lower = part.toLowerCase(Locale.ROOT);
        if (lower.equals(word)) {
            return 0;
        }
        if (ALSO.get(word).contains(lower)) {
            return 1;
        }
        int edits = edits(lower, word);
        return edits <= Math.max(1, word.length() / 3) ? edits : NOT;
    }

    /** How many letters must be put in, left out, exchanged or swapped with their neighbour. */
    private static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int differ = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + differ, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }

    private static String meant(Kind kind, String[] parts) {
        List<String> name = new ArrayList<>(List.of(kind.head()));
        if (!kind.tail().isEmpty()) {
            name.add(kind.tail());
        }
        String first = argument(kind, parts, 0);
        switch (kind.head()) {
            case "db":
                if (!kind.arguments().isEmpty()) {
                    name.add(first.toLowerCase(Locale.ROOT).replaceAll("[\\s.-]+", "_"));
                }
                break;
            case "network":
                if (!first.isEmpty()) {
                    name.add(host(first));
                }
                if (!argument(kind, parts, 1).isEmpty()) {
                    name.add(withoutPath(argument(kind, parts, 1)));
                }
                break;
            case "skill":
                name.add(first.toLowerCase(Locale.ROOT));
                break;
            case "env":
                name.add(first.toUpperCase(Locale.ROOT).replaceAll("[\\s.-]+", "_"));
                break;
            case "process":
                name.add(first.substring(first.lastIndexOf('/') + 1));
                break;
            default:
                break;
        }
        return String.join(":", name);
    }

    private static String argument(Kind kind, String[] parts, int which) {
        int at = (kind.tail().isEmpty() ? 1 : 2) + which;
        return at < parts.length ? parts[at] : "";
    }

    private static String host(String written) {
        String host = withoutPath(written.toLowerCase(Locale.ROOT)).replaceAll("\\.+$", "");
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    private static String withoutPath(String written) {
        return PATH.matcher(written).replaceAll("");
    }

    /** What is wrong with an argument that nothing can be made of. */
    private static String why(Kind kind, String[] parts) {
        String argument = argument(kind, parts, 0);
        if (argument.contains("*")) {
            return kind.head().equals("network")
                    ? ": each host by its full name; network:outbound alone is any public host on 443 and 80"
                    : ": each by its name, * is not known";
        }
        if (!kind.head().equals("network")) {
            return "";
        }
        String host = host(argument);
        boolean numbers = parts.length > 4 || argument.startsWith("[") || PermissionNames.isNumeric(host);
        return numbers
                ? ": a host has a name here, an address in numbers is not taken"
                : ": a port is a number from 1 to 65535";
    }
}
