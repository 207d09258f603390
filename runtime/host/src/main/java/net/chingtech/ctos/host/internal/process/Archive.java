package net.chingtech.ctos.host.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.process.child.Child;
import net.chingtech.ctos.host.internal.process.child.Ending;
import net.chingtech.ctos.host.internal.process.child.JvmFlags;
import net.chingtech.ctos.host.internal.sandbox.Launch;
import net.chingtech.ctos.host.internal.sandbox.Sandbox;
import net.chingtech.ctos.wire.RpcError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of the child's classes (class data sharing): made once for each Java and build by a process that starts no
 * skill, and read by all later ones. Without it they are only slower.
 */
final class Archive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final String PREFIX = "child-";
    private static final String SUFFIX = ".jsa";
    private static final String PLACE = "/ctos/archive";
    private static final String FILE = "made.jsa";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int HEAP_MIB = 128;

    private final Settings settings;
    private final Sandbox sandbox;
    private final Threads threads;
    private volatile CompletableFuture<Void> made = CompletableFuture.completedFuture(null);
    private volatile ChildProgram program;
    private Child training;
    private boolean closed;

    Archive(ChildProgram program, Settings settings, Sandbox sandbox, Threads threads) {
        this.program = program;
        this.settings = settings;
        this.sandbox = sandbox;
        this.threads = threads;
    }

    /** The program, with its archive as soon as there is one. */
    ChildProgram program() {
        return program;
    }

    /** Takes the archive that is there, or begins to make it. */
    void prepare() {
        try {
            Path archive = settings.archives().resolve(PREFIX + key() + SUFFIX);
            if (Files.isRegularFile(archive)) {
                program = program.with(archive);
            } else {
                made = CompletableFuture.runAsync(() -> make(archive), threads);
            }
        } catch (IOException e) {
            LOG.info("Processes start without an archive of classes: {}", e.toString());
        }
    }

    /** Whatever the JVM compares when it opens an archive. */
    private String key() throws IOException {
        StringBuilder key = new StringBuilder();
        key.append(System.getProperty("java.vm.version"))
                .append('\n')
                .append(settings.java())
                .append('\n');
        key.append(sandbox.name()).append('\n').append(program.folder()).append('\n');
        for (String jar : program.jars()) {
            Path file = program.folder().resolve("lib").resolve(jar);
            key.append(jar).append(' ').append(Files.size(file)).append(' ');
            key.append(Files.getLastModifiedTime(file)).append('\n');
        }
        return Digests.sha256Hex(key.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }

    private void make(Path archive) {
        long begin = System.nanoTime();
        try {
            Files.createDirectories(settings.archives());
            Path folder = Files.createTempDirectory(settings.archives(), "making-");
            try {
                train(folder);
                Path written = folder.resolve(FILE);
                if (!Files.isRegularFile(written)) {
                    LOG.info("Processes start without an archive of classes: the JVM made none");
                    return;
                }
                Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
                forgetOthers(archive);
                program = program.with(archive);
                LOG.info(
                        "Made an archive of classes for faster processes in {} ms",
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            } finally {
                Files.deleteIfExists(folder.resolve(FILE));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            LOG.info("Processes start without an archive of classes: {}", e.toString());
        }
    }

    /** Of another Java or build; a process that still reads one keeps it. */
    private void forgetOthers(Path archive) throws IOException {
        try (Stream<Path> files = Files.list(settings.archives())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !file.equals(archive)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Lets the program run a skill of its own, and end: the JVM writes down what it had loaded. */
    private void train(Path folder) throws IOException {
        Map<String, Path> writable = new TreeMap<>(Map.of(PLACE, folder));
        Launch files = launch(List.of(), writable);
        List<String> arguments = new ArrayList<>(JvmFlags.of(Runtime.version().feature(), HEAP_MIB));
        arguments.add("-XX:ArchiveClassesAtExit=" + sandbox.inside(files, PLACE + "/" + FILE));
        arguments.addAll(program.arguments(place -> sandbox.inside(files, place)));
        Child child = new Child(
                "archive",
                sandbox.start(launch(arguments, writable)),
                threads,
                line -> LOG.debug("archive: {}", line),
                (request, method, parameters) -> {
                    throw RpcError.unknownMethod(method);
                },
                LONGEST);
        child.begin();
        if (!isTraining(child)) {
            child.end(Ending.STOPPED);
        }
        try {
            child.ask("rehearse", Map.of(), LONGEST);
        } catch (RpcError e) {
            // What was loaded until then is better than nothing.
            LOG.debug("archive: {}", e.getMessage());
        } catch (TimeoutException e) {
            child.end(Ending.hung("It did not answer."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            child.end(Ending.STOPPED);
        }
        child.stop();
    }

    private synchronized boolean isTraining(Child child) {
        training = child;
        return !closed;
    }

    /** Makes no archive any more; waits until nothing of it is left. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (training != null) {
                training.end(Ending.STOPPED);
            }
        }
        made.join();
    }

    private Launch launch(List<String> arguments, Map<String, Path> writable) {
        return new Launch(
                "archive",
                settings.java(),
                arguments,
                program.files(),
                writable,
                List.of(),
                Map.of("LANG", "C.UTF-8"),
                new Launch.Limits(JvmFlags.memoryBytes(HEAP_MIB) * 2, 1, 256, 512, 256L * 1024 * 1024, 2.0, 16L << 20));
    }
}
