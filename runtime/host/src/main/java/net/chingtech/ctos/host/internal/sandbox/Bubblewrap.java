package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** bubblewrap: everything of its own but the kernel, as root and as an ordinary user. */
final class Bubblewrap implements Sandbox {

    /** The one outside that waits, and the first inside that reaps. */
    private static final int SUPERVISORS = 2;

    private final Path program;
    private final Path scratch;
    private final Root root;
    private final Runner runner;
    private final Features features;
    private final Filter filter;

    /**
     * What this machine's bubblewrap can do.
     *
     * @param sizedTmp limits the size of temporary file systems (0.5 and later)
     * @param noUserNamespaces forbids further user namespaces (0.8 and later)
     */
    record Features(boolean sizedTmp, boolean noUserNamespaces) {

        static Features of(Path program) throws IOException {
            Process process = new ProcessBuilder(program.toString(), "--help")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Features(help.contains("--size "), help.contains("--disable-userns "));
        }
    }

    /**
     * This machine's bubblewrap.
     *
     * @throws IOException when there is none
     */
    static Bubblewrap open(Path scratch, Root root, Runner runner) throws IOException {
        Path program = Programs.find("bwrap")
                .orElseThrow(() -> new IOException("it is not installed (Debian package bubblewrap)"));
        return new Bubblewrap(program, scratch, root, runner, Filter.in(scratch), Features.of(program));
    }

    private Bubblewrap(Path program, Path scratch, Root root, Runner runner, Filter filter, Features features) {
        this.program = program;
        this.scratch = scratch;
        this.root = root;
        this.runner = runner;
        this.filter = filter;
        this.features = features;
    }

    @Override
    public String name() {
        return "bubblewrap";
    }

    @Override
    public boolean isolatesFiles() {
        return true;
    }

    @Override
    public List<String> cannotStop() {
        List<String> sentences = new ArrayList<>(runner.cannotStop());
        sentences.add(Machine.KERNEL);
        sentences.add(Machine.PROC);
        if (!features.sizedTmp()) {
            sentences.add("filling memory with files in its /tmp (bubblewrap before 0.5)");
        }
        if (!features.noUserNamespaces()) {
            sentences.add(
                    "further user namespaces, which widen what of the kernel it can reach (bubblewrap before 0.8)");
        }
        return sentences;
    }

    @Override
    public String inside(Launch launch, String place) {
        return place;
    }

    @Override
    public Confined start(Launch launch) throws IOException {
        Path options = Files.createTempFile(scratch, "bwrap", ".args");
        try {
            Files.write(options, String.join("\0", options(launch)).concat("\0").getBytes(StandardCharsets.UTF_8));
            List<String> command = new ArrayList<>(List.of(program.toString(), "--args", "8"));
            if (filter.isThere()) {
                command.addAll(List.of("--seccomp", "9"));
            }
            command.add("--");
            command.addAll(Inside.command(launch));
            return runner.start(launch, options, filter.of(launch), command, SUPERVISORS);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(options);
            throw e;
        }
    }

    /** In a file, not in the command that every user of the machine can read. */
    private List<String> options(Launch launch) throws IOException {
        List<String> options = new ArrayList<>(List.of("--unshare-all", "--unshare-user", "--die-with-parent"));
        options.addAll(List.of("--new-session", "--cap-drop", "ALL", "--hostname", "skill"));
        options.addAll(List.of("--uid", "1000", "--gid", "1000", "--clearenv"));
        if (features.noUserNamespaces()) {
            options.add("--disable-userns");
        }
        for (Map.Entry<String, String> variable : launch.environment().entrySet()) {
            options.addAll(List.of("--setenv", variable.getKey(), variable.getValue()));
        }
        // Each file that is bound costs more than the one before: most are in the folder that becomes the root.
        RootTree tree = RootTree.of(scratch, root.bindings(launch), launch);
        options.addAll(List.of("--ro-bind", tree.folder().toString(), "/"));
        addFileSystems(options, launch.limits().tmpBytes());
        for (Binding binding : tree.bound()) {
            String kind = binding.writable() ? "--bind" : "--ro-bind";
            options.addAll(List.of(kind, binding.file().toRealPath().toString(), binding.place()));
        }
        options.addAll(List.of("--chdir", "/skill"));
        // /dev is a file system in memory: nothing may be written there either. And /proc/sys obeys whoever is root
        // outside, without any capability: a container that root started would hand the machine over.
        options.addAll(List.of("--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/"));
        return options;
    }

    private void addFileSystems(List<String> options, long tmpBytes) {
        options.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        for (String name : Root.HIDDEN) {
            if (Files.exists(Path.of("/proc", name))) {
                options.addAll(List.of("--ro-bind", "/dev/null", "/proc/" + name));
            }
        }
        if (features.sizedTmp()) {
            options.addAll(List.of("--size", String.valueOf(tmpBytes), "--tmpfs", "/tmp"));
        } else {
            options.addAll(List.of("--tmpfs", "/tmp"));
        }
    }
}
