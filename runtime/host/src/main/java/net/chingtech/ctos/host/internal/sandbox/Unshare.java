package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * util-linux alone: {@code unshare} makes the namespaces, a script builds a root of its own and leaves the machine's, and
 * {@code setpriv} gives up all rights. As root and as an ordinary user.
 */
final class Unshare implements Sandbox {

    /** The one outside that waits; the JVM is the first inside. */
    private static final int SUPERVISORS = 1;

    private final Path scratch;
    private final Root root;
    private final Runner runner;
    private final boolean startedByRoot;
    private final Path setpriv;
    private final Path umount;

    /**
     * @throws IOException when a tool is missing, naming it
     */
    Unshare(Path scratch, Root root, Runner runner) throws IOException {
        this.scratch = scratch;
        this.root = root;
        this.runner = runner;
        for (String tool : List.of("unshare", "mount", "pivot_root", "mkdir")) {
            Wrapper.tool(tool);
        }
        startedByRoot = Machine.user() == 0;
        setpriv = Path.of(Wrapper.tool("setpriv"));
        umount = Path.of(Wrapper.tool("umount"));
    }

    @Override
    public String name() {
        return "unshare";
    }

    @Override
    public boolean isolatesFiles() {
        return true;
    }

    @Override
    public List<String> cannotStop() {
        List<String> sentences = new ArrayList<>(runner.cannotStop());
        sentences.add(Machine.KERNEL);
        sentences.add(Filter.UNFILTERED);
        sentences.add(Machine.PROC);
        if (startedByRoot) {
            sentences.add(Machine.ROOTS_FILES);
        }
        return sentences;
    }

    @Override
    public String inside(Launch launch, String place) {
        return place;
    }

    @Override
    public Confined start(Launch launch) throws IOException {
        List<Binding> bindings = new ArrayList<>(root.bindings(launch));
        bindings.addAll(ProgramFiles.bindings(setpriv));
        RootTree tree = RootTree.of(scratch, Root.once(bindings), launch);
        Path script = Script.write(scratch, script(launch, tree));
        try {
            List<String> command = new ArrayList<>(List.of(Wrapper.tool("unshare"), "--user", "--map-root-user"));
            command.addAll(List.of("--mount", "--pid", "--net"));
            command.addAll(List.of("--ipc", "--uts", "--cgroup", "--fork", "--kill-child=SIGKILL"));
            command.addAll(Script.RUN);
            return runner.start(launch, script, Wrapper.none(), command, SUPERVISORS);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(script);
            throw e;
        }
    }

    private List<String> script(Launch launch, RootTree tree) throws IOException {
        List<String> lines = new ArrayList<>(List.of("set -e", Script.BEGIN, "PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
        // 1. Only the loopback of its own network, for the relay of programs.
        lines.add("ip link set lo up 2>/dev/null || :");
        // 2. The new root: our folder, read-only, and what is bound into it.
        lines.add("mount -o bind,ro,nosuid,nodev " + Shell.quote(tree.folder().toString()) + " "
                + Shell.quote(tree.folder().toString()));
        lines.add("cd " + Shell.quote(tree.folder().toString()));
        for (Binding binding : tree.bound()) {
            String options = binding.writable() ? "bind,rw,nosuid,nodev,noexec" : "bind,ro,nosuid,nodev";
            lines.add(mount("-o " + options, binding.file().toRealPath().toString(), binding.place()));
        }
        for (Binding device : RootTree.devices()) {
            lines.add(mount("-o bind,nosuid,noexec", device.file().toString(), device.place()));
        }
        lines.add(mount(
                "-t tmpfs -o nosuid,nodev,mode=700,size=" + launch.limits().tmpBytes(), "tmpfs", "/tmp"));
        // 3. Its own processes only; no namespace below these. Then /proc is for reading: /proc/sys obeys root's
        // number.
        lines.add(mount("-t proc -o nosuid,nodev,noexec", "proc", "/proc"));
        lines.add("echo 0 >./proc/sys/user/max_user_namespaces");
        lines.add("hostname skill 2>/dev/null || :");
        for (String name : Root.HIDDEN) {
            if (Files.exists(Path.of("/proc", name))) {
                lines.add(mount("-o bind", "/dev/null", "/proc/" + name));
            }
        }
        lines.add("mount -o remount,bind,ro,nosuid,nodev,noexec ./proc");
        // 4. The machine's files go. The tool that takes them away is one of them, and finds its libraries there.
        lines.add("pivot_root . ./old");
        lines.add("cd /skill");
        lines.add("LD_LIBRARY_PATH=" + Shell.quote(libraryFolders()) + " " + Shell.quote("/old" + umount) + " -l /old");
        // 5. No rights, and none to be gained.
        lines.add("unset PATH OLDPWD");
        Script.addVariables(lines, launch.environment());
        List<String> last = new ArrayList<>(List.of(setpriv.toString(), "--no-new-privs", "--bounding-set=-all"));
        last.addAll(List.of("--inh-caps=-all", "--ambient-caps=-all"));
        last.addAll(Inside.command(launch));
        lines.add("exec " + Shell.line(last));
        return lines;
    }

    private static String mount(String options, String what, String place) {
        return "mount " + options + " " + Shell.quote(what) + " " + Shell.quote("." + place);
    }

    private String libraryFolders() throws IOException {
        return Libraries.of(umount).stream()
                .map(library -> Optional.ofNullable(library.getParent()).orElse(library))
                .map(folder -> "/old" + folder)
                .distinct()
                .collect(Collectors.joining(":"));
    }
}
