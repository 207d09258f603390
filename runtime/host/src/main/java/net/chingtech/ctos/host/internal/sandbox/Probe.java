package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Finds out whether a sandbox holds, by a program that really tries to get out: it is started as a skill's process would
 * be. What it does not report counts as not held.
 */
final class Probe {

    private static final String CLASSES = "/ctos/probe";
    private static final String DATA = "/skill/data";
    /** For the start of a JVM and a few attempts, also on a machine that has much else to do. */
    private static final int SECONDS = 60;

    private static final int MOST_OUTPUT = 64 << 10;

    /** The first process inside may be one of the sandbox. */
    private static final int PROCESSES = 2;

    private static final Set<String> HARMLESS = Set.of("PATH", "HOME", "PWD", "TERM", "HOSTNAME", "container");

    private static final String NO_RIGHTS =
            "NoNewPrivs:\t1;CapEff:\t0000000000000000;CapPrm:\t0000000000000000;CapBnd:\t0000000000000000";

    private final Path scratch;
    private final Path java;

    Probe(Path scratch, Path java) {
        this.scratch = scratch;
        this.java = java;
    }

    /** Thrown when the program could be run but something worked that must not. */
    static final class NotHolding extends Exception {

        private static final long serialVersionUID = 1L;

        NotHolding(String message) {
            super(message);
        }
    }

    /**
     * Returns when nothing forbidden worked.
     *
     * @throws NotHolding when something did
     * @throws IOException when the sandbox cannot be started here
     */
    void run(Sandbox sandbox) throws IOException, NotHolding {
        Path folder = Files.createTempDirectory(scratch, "probe");
        Path outside = spellable(folder);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // 1. What there is to reach: a secret, beside the folder that is bound when it can be, and a server.
            Path secret = Files.writeString(outside.resolve("secret"), "secret");
            Path own = Files.createDirectory(folder.resolve("own"));
            Path classes = classes(folder.resolve("classes"));
            List<String> attempts = forbidden(secret, listener.getLocalPort());
            // 2. The same kind of launch as a skill's.
            Launch files = launch(classes, own, List.of());
            List<String> arguments = new ArrayList<>(List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            arguments.addAll(List.of("-Xshare:auto", "-XX:-UsePerfData", "-cp", sandbox.inside(files, CLASSES)));
            arguments.addAll(List.of(Escapes.class.getName(), "own:" + sandbox.inside(files, DATA)));
            arguments.addAll(attempts);
            Launch launch = launch(classes, own, arguments);
            judge(said(sandbox, launch), attempts);
        } finally {
            Folders.delete(folder);
            Folders.delete(outside);
        }
    }

    /** The program inside knows ASCII alone: a path that it cannot spell would be denied for the wrong reason. */
    private static Path spellable(Path folder) throws IOException {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(folder.toString())
                ? folder
                : Files.createTempDirectory("ctos-probe");
    }

    private Launch launch(Path classes, Path own, List<String> arguments) {
        Launch.Limits limits = new Launch.Limits(256L << 20, 4, 64, 256, 1L << 20, 4, 1L << 20);
        return new Launch(
                "probe", java, arguments, Map.of(CLASSES, classes), Map.of(DATA, own), List.of(), Map.of(), limits);
    }

    private List<String> forbidden(Path secret, int port) {
        List<String> attempts = new ArrayList<>(List.of(
                "read:" + secret,
                "read:/proc/1/root" + secret,
                "create:" + secret.resolveSibling("created"),
                "create:/created",
                "create:/etc/created",
                "create:/dev/shm/created",
                "create:/ctos/probe/created",
                "create:/java/lib/created",
                "open:/proc/sys/kernel/core_pattern",
                "open:/proc/sysrq-trigger",
                "list:/home",
                "list:/root",
                "list:" + secret.getParent(),
                "list:/sys/kernel",
                "read:/etc/shadow",
                "read:/etc/machine-id",
                "read:/etc/os-release",
                "connect:" + port,
                "processes:" + PROCESSES,
                "run:/bin/sh",
                "run:/usr/bin/env",
                "rights:" + NO_RIGHTS));
        // The container's variables may hold secrets; some names have a harmless value of the sandbox's own.
        System.getenv().keySet().stream()
                .filter(name -> !HARMLESS.contains(name))
                .limit(20)
                .forEach(name -> attempts.add("variable:" + name));
        return attempts;
    }

    private static String said(Sandbox sandbox, Launch launch) throws IOException {
        try (Confined confined = sandbox.start(launch)) {
            Process process = confined.process();
            process.getOutputStream().close();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            String said = text(process.getInputStream());
            if (!ended || process.exitValue() != 0) {
                String reason = text(process.getErrorStream()).strip();
                throw new IOException(
                        ended
                                ? "it ended with " + process.exitValue() + ": " + reason
                                : "it did not end within " + SECONDS + " s");
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What is there already: a process that was killed may have left its end of the stream open to others. */
    private static String text(InputStream in) throws IOException {
        int length = Math.min(in.available(), MOST_OUTPUT);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void judge(String said, List<String> attempts) throws IOException, NotHolding {
        List<String> lines = said.lines().toList();
        if (lines.stream().noneMatch(line -> line.startsWith("done own:")) || !lines.contains("end")) {
            throw new IOException("a program in it cannot use its own folder: " + said.strip());
        }
        List<String> worked = attempts.stream()
                .filter(attempt -> !lines.contains("denied " + attempt))
                .toList();
        if (!worked.isEmpty()) {
            throw new NotHolding("a program in it could do what is forbidden: " + String.join(", ", worked));
        }
    }

    /** Our own class file, taken out of the bundle. */
    private static Path classes(Path folder) throws IOException {
        String name = Escapes.class.getName().replace('.', '/') + ".class";
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = Escapes.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in the bundle");
            }
            Files.copy(in, file);
        }
        return folder;
    }
}
