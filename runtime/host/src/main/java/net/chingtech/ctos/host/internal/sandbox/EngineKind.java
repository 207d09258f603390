package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** In what container engines differ. */
enum EngineKind {
    PODMAN("podman", "podman runc") {

        @Override
        List<String> alive() {
            return List.of("--version");
        }

        @Override
        void prepare(Asking engine) {
            // It takes a folder as the root: nothing to prepare.
        }

        @Override
        List<String> options(Path pid) throws IOException {
            List<String> options = new ArrayList<>(COMMON);
            options.addAll(List.of("--pidfile", pid.toString(), "--read-only-tmpfs=false", "--no-hosts"));
            options.addAll(List.of("--http-proxy=false", "--security-opt", "mask=/sys", "--user", "1000:1000"));
            if (Machine.user() == 0) {
                // Inside it is an ordinary user and outside whoever owns the folders; nobody is root of the machine.
                options.addAll(List.of("--uidmap", "1000:0:1", "--uidmap", "0:100000:1"));
                options.addAll(List.of("--gidmap", "1000:0:1", "--gidmap", "0:100000:1"));
            } else {
                options.add("--userns=keep-id:uid=1000,gid=1000");
            }
            return options;
        }

        @Override
        List<Binding> bound(RootTree tree, List<Binding> all) {
            return tree.bound();
        }

        @Override
        List<String> root(RootTree tree) {
            return List.of("--rootfs", tree.folder().toString());
        }

        @Override
        boolean tellsProcess() {
            return true;
        }
    },
    DOCKER("docker", "docker.io") {

        @Override
        List<String> alive() {
            return List.of("version", "--format", "{{.Server.Version}}");
        }

        @Override
        void prepare(Asking engine) throws IOException {
            // An image with nothing in it: all that a process sees is bound.
            Path empty = Files.createTempFile("ctos-empty", ".tar");
            try {
                Files.write(empty, new byte[10240]);
                engine.ask(List.of("import", empty.toString(), EMPTY));
            } finally {
                Files.delete(empty);
            }
        }

        @Override
        List<String> options(Path pid) throws IOException {
            List<String> options = new ArrayList<>(COMMON);
            options.addAll(List.of("--user", Machine.user() + ":" + Machine.group()));
            return options;
        }

        @Override
        List<Binding> bound(RootTree tree, List<Binding> all) {
            // Its root is an image with nothing in it, no link either.
            return all.stream().flatMap(MergedFolders::places).toList();
        }

        @Override
        List<String> root(RootTree tree) {
            return List.of(EMPTY);
        }

        @Override
        boolean tellsProcess() {
            return false;
        }
    };

    private static final String EMPTY = "ctos-empty:1";

    private static final List<String> COMMON = List.of(
            "--network",
            "none",
            "--ipc",
            "none",
            "--read-only",
            "--cap-drop",
            "ALL",
            "--security-opt",
            "no-new-privileges",
            "--hostname",
            "skill",
            "--workdir",
            "/skill",
            "--log-driver",
            "none");

    private final String program;
    private final String debianPackage;

    EngineKind(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** Runs a command of the engine to its end. */
    interface Asking {

        String ask(List<String> words) throws IOException;
    }

    String program() {
        return program;
    }

    String debianPackage() {
        return debianPackage;
    }

    /** A command that fails at once when the engine cannot work. */
    abstract List<String> alive();

    abstract void prepare(Asking engine) throws IOException;

    abstract List<String> options(Path pid) throws IOException;

    /** What is to be bound: what is not in the root already. */
    abstract List<Binding> bound(RootTree tree, List<Binding> all);

    abstract List<String> root(RootTree tree);

    /** Whether it writes the number of the first process inside into the file that it is given. */
    abstract boolean tellsProcess();
}
