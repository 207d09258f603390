package net.chingtech.escape;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the kernel tells in /proc and /sys, and the environment. */
final class ProcWays {

    private ProcWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt(
                        "proc.environment",
                        "read the container's environment in /proc",
                        w -> Files.readString(of(w, "environ"), StandardCharsets.ISO_8859_1)),
                new Attempt(
                        "proc.command_line",
                        "read the container's command line in /proc",
                        w -> Files.readString(of(w, "cmdline"))),
                new Attempt(
                        "proc.root",
                        "reach files by the container's root in /proc",
                        w -> Files.readString(Path.of(of(w, "root") + w.secret().toString()))),
                new Attempt("proc.memory", "open the container's memory", w -> Files.newByteChannel(of(w, "mem"))),
                new Attempt("proc.files", "list the container's open files", w -> names(of(w, "fd"))),
                new Attempt("proc.parent", "read the environment of process 1", w -> {
                    String environ = Files.readString(Path.of("/proc/1/environ"), StandardCharsets.ISO_8859_1);
                    return contains(environ, w.hint("env_name"), "the environment");
                }),
                new Attempt("proc.inherited", "find an inherited file of the container", w -> {
                    List<String> found = new ArrayList<>();
                    for (String fd : names(Path.of("/proc/self/fd"))) {
                        Path link = Path.of("/proc/self/fd", fd);
                        if (Files.isSymbolicLink(link)) {
                            String target = Files.readSymbolicLink(link).toString();
                            if (target.startsWith(w.hint("home")) && !target.startsWith(own(w))) {
                                found.add(target);
                            }
                        }
                    }
                    if (found.isEmpty()) {
                        throw new NoSuchFileException("no file of " + w.hint("home") + " is open here");
                    }
                    return found;
                }),
                new Attempt("proc.net", "find the container's port among the machine's sockets", w -> {
                    String sockets = Files.readString(Path.of("/proc/self/net/tcp"))
                            + Files.readString(Path.of("/proc/self/net/tcp6"));
                    String port = HexFormat.of().toHexDigits((short) w.port("tcp_port"));
                    return contains(sockets, ":" + port.toUpperCase(Locale.ROOT), "the listener's port");
                }),
                new Attempt("proc.sysctl", "change a setting of the kernel", w -> {
                    Path setting = Path.of("/proc/sys/kernel/core_pattern");
                    Files.writeString(setting, Files.readString(setting));
                    return "written";
                }),
                new Attempt("proc.cgroup", "leave its control group", w -> {
                    Files.writeString(Path.of("/sys/fs/cgroup/cgroup.procs"), "0");
                    return "moved";
                }),
                new Attempt(
                        "proc.device",
                        "read the machine's memory device",
                        w -> Files.newByteChannel(Path.of("/dev/mem"))),
                new Attempt(
                        "proc.environment_own",
                        "read the environment by System.getenv",
                        w -> contains(System.getenv().toString(), w.hint("env_name"), "the variable")),
                new Attempt("proc.environment_map", "read the environment of a new ProcessBuilder", w -> {
                    Map<String, String> environment = new ProcessBuilder("true").environment();
                    return contains(environment.toString(), w.hint("env_name"), "the variable");
                }),
                new Attempt(
                        "proc.properties",
                        "read the container's system properties",
                        w -> contains(System.getProperties().toString(), w.hint("home"), "the home")));
    }

    private static String own(World world) {
        return world.context().dataFolder().toString();
    }

    private static Path of(World world, String name) {
        return Path.of("/proc", world.hint("container_pid"), name);
    }

    private static List<String> names(Path folder) throws NoSuchFileException {
        String[] names = new File(folder.toString()).list();
        if (names == null) {
            throw new NoSuchFileException(folder.toString());
        }
        return List.of(names);
    }

    private static String contains(String text, String part, String what) throws NoSuchFileException {
        if (!text.contains(part)) {
            throw new NoSuchFileException(what + " is not in it");
        }
        return text;
    }
}
