package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A container engine, podman (with runc) or docker: one container for each process, without an image of anybody else. */
final class Engine implements Sandbox {

    private static final int SECONDS_TO_ANSWER = 5;
    private static final int MOST_TASKS = 1024;
    private static final String LABEL = "net.chingtech.ctos.scratch";

    private final EngineKind kind;
    private final Path program;
    private final Path scratch;
    private final Root root;
    private final Runner runner;
    private final boolean kernelLimits;
    private final boolean startedByRoot;

    private Engine(EngineKind kind, Path program, Path scratch, Root root, Runner runner, boolean kernelLimits)
            throws IOException {
        this.kind = kind;
        this.program = program;
        this.scratch = scratch;
        this.root = root;
        this.runner = runner;
        this.kernelLimits = kernelLimits;
        startedByRoot = Machine.user() == 0;
    }

    /**
     * This machine's engine, after it took away containers that an earlier run left.
     *
     * @param kernelLimits whether it sets limits by control groups, which it may not everywhere
     * @throws IOException when it is not there, or does not answer
     */
    static Engine open(EngineKind kind, Path scratch, Root root, Runner runner, boolean kernelLimits)
            throws IOException {
        Path program = Programs.find(kind.program())
                .orElseThrow(
                        () -> new IOException("it is not installed (Debian package " + kind.debianPackage() + ")"));
        Engine engine = new Engine(kind, program, scratch, root, runner, kernelLimits);
        engine.ask(kind.alive());
        String left = engine.ask(List.of("ps", "-aq", "--filter", "label=" + LABEL + "=" + scratch));
        for (String container : left.lines().toList()) {
            engine.ask(List.of("rm", "-f", container));
        }
        kind.prepare(engine::ask);
        return engine;
    }

    @Override
    public String name() {
        return kind.program();
    }

    @Override
    public boolean isolatesFiles() {
        return true;
    }

    @Override
    public List<String> cannotStop() {
        List<String> sentences = new ArrayList<>();
        if (!kernelLimits) {
            sentences.add("a burst of memory, processes or processor time that is shorter than a second: " + name()
                    + " may not use the kernel's control groups here, so limits are watched a few times a second");
        }
        sentences.add(Machine.KERNEL);
        sentences.add(Machine.PROC);
        sentences.add(
                "a skill's process that outlives a container which is killed, until the container is started again");
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
        RootTree tree = RootTree.of(scratch, root.bindings(launch), launch);
        String name = "ctos-" + UUID.randomUUID();
        Path pid = scratch.resolve(name + ".pid");
        List<String> command = new ArrayList<>(List.of(program.toString(), "run", "--rm", "-i", "--name", name));
        command.addAll(List.of("--label", LABEL + "=" + scratch));
        command.addAll(kind.options(pid));
        command.addAll(limits(launch.limits()));
        launch.environment().forEach((variable, value) -> command.addAll(List.of("--env", variable + "=" + value)));
        for (Binding binding : kind.bound(tree, root.bindings(launch))) {
            command.addAll(List.of("--mount", mount(binding)));
        }
        command.addAll(kind.root(tree));
        command.add(JavaHome.INSIDE + "/bin/java");
        command.addAll(launch.arguments());
        Process process = start(command);
        EngineEnding ending = new EngineEnding(
                process, kind.tellsProcess() ? pid : null, new EngineCommand(program, List.of("rm", "-f", name)));
        return runner.watch(process, launch.limits(), 0, ending);
    }

    private List<String> limits(Launch.Limits limits) {
        List<String> options = new ArrayList<>(List.of("--ulimit", "core=0:0"));
        options.addAll(List.of("--ulimit", "nofile=" + limits.openFiles() + ":" + limits.openFiles()));
        // Left alone, podman asks for more than the machine may give.
        options.addAll(List.of("--ulimit", "nproc=" + MOST_TASKS + ":" + MOST_TASKS));
        options.addAll(List.of("--ulimit", "fsize=" + limits.fileBytes() + ":" + limits.fileBytes()));
        options.addAll(List.of("--tmpfs", "/tmp:rw,nosuid,nodev,mode=1777,size=" + limits.tmpBytes()));
        if (kernelLimits) {
            options.addAll(
                    List.of("--memory", limits.memoryBytes() + "b", "--memory-swap", limits.memoryBytes() + "b"));
            options.addAll(List.of("--pids-limit", String.valueOf(limits.threads() + 8)));
            options.addAll(List.of("--cpus", String.valueOf(limits.processors())));
        }
        return options;
    }

    /** Comma-separated, as in a file of such values: what has a comma or a quote stands in quotes. */
    private static String mount(Binding binding) throws IOException {
        List<String> fields = new ArrayList<>(List.of("type=bind"));
        fields.add("source=" + binding.file().toRealPath());
        fields.add("target=" + binding.place());
        if (!binding.writable()) {
            fields.add("readonly");
        }
        return String.join(",", fields.stream().map(Engine::field).toList());
    }

    private static String field(String text) {
        return text.contains(",") || text.contains("\"") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        EngineCommand.keepOwnVariables(builder);
        builder.directory(Path.of("/").toFile());
        return Spawner.start(builder);
    }

    private String ask(List<String> words) throws IOException {
        Process process = new EngineCommand(program, words).start();
        try {
            if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
                throw new IOException("it does not answer within " + SECONDS_TO_ANSWER + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new IOException(
                        said.isEmpty()
                                ? "it fails"
                                : said.lines().reduce((a, b) -> b).get());
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
