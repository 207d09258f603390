package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command before the sandbox's: limits of a single process, its own session, less of the processor than the container
 * when both want it, and the first to go when the machine runs out of memory.
 */
final class Wrapper {

    /** Opens what the sandbox reads as files 8 and 9; the file of its arguments is then gone. Positions, never text. */
    private static final String SCRIPT = """
            test "$PPID" = "$4" || exit 125
            exec 8<"$1" 9<"$2"; rm -f "$1"
            { echo 800 >/proc/self/oom_score_adj; } 2>/dev/null
            test -z "$3" || echo $$ >"$3"/cgroup.procs || exit 125
            shift 4; exec "$@"
            """;

    private static final Path NOTHING = Path.of("/dev/null");

    private Wrapper() {}

    /**
     * @param options for file 8, deleted when it was opened; may be {@link #none}
     * @param filter for file 9
     * @param cgroup that the process enters, or null
     */
    static List<String> command(Path options, Path filter, Path cgroup, Launch.Limits limits, List<String> sandbox)
            throws IOException {
        // From its first moment on it ends with us; a script that sees another parent was too late for that.
        List<String> command = new ArrayList<>(List.of(tool("setpriv"), "--pdeathsig", "KILL"));
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "sandbox"));
        command.add(options.toString());
        command.add(filter.toString());
        command.add(cgroup == null ? "" : cgroup.toString());
        command.add(String.valueOf(ProcessHandle.current().pid()));
        long files = Math.min(limits.openFiles(), mostOpenFiles());
        command.addAll(List.of(
                tool("prlimit"),
                "--core=0:0",
                "--nofile=" + files + ":" + files,
                "--fsize=" + limits.fileBytes() + ":" + limits.fileBytes(),
                tool("setsid"),
                tool("nice"),
                "-n",
                "5"));
        command.addAll(sandbox);
        return command;
    }

    static Path none() {
        return NOTHING;
    }

    /** The file of a tool that every distribution has; named with its package when this machine does not. */
    static String tool(String name) throws IOException {
        return Programs.find(name)
                .orElseThrow(() -> new IOException(name + " is not on this machine (package util-linux or coreutils)"))
                .toString();
    }

    /** What an ordinary user may not go beyond. */
    private static long mostOpenFiles() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"), StandardCharsets.US_ASCII)) {
            if (line.startsWith("Max open files")) {
                String[] words = line.trim().split("\\s+");
                return words[4].equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(words[4]);
            }
        }
        return Long.MAX_VALUE;
    }
}
