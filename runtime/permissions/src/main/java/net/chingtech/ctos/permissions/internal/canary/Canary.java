package net.chingtech.ctos.permissions.internal.canary;

import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tries, from inside a skill's fence, what a skill must not do, and answers with the names of what was not denied.
 * Uses only java.*, so that it needs nothing but the fence itself.
 */
public final class Canary implements Callable<List<String>> {

    private interface Attempt {
        void run() throws Exception;
    }

    private final Path forbidden;
    private final Path own;
    private final int port;
    private final String program;

    /**
     * @param forbidden a file that exists, outside the canary's folder
     * @param own the canary's own folder, or null when it has no rights at all
     * @param port a port on this machine where somebody listens
     * @param program a program that can be run
     */
    public Canary(Path forbidden, Path own, Integer port, String program) {
        this.forbidden = forbidden;
        this.own = own;
        this.port = port;
        this.program = program;
    }

    @Override
    public List<String> call() {
        List<String> notDenied = new ArrayList<>();
        attempts().forEach((name, attempt) -> {
            if (!isDenied(attempt)) {
                notDenied.add(name);
            }
        });
        // What would break the container when it worked is tried only after all else was denied.
        if (notDenied.isEmpty() && !isDenied(Canary::dropTheSecurityManager)) {
            notDenied.add("security_manager");
        }
        if (notDenied.isEmpty() && !isDenied(Canary::exit)) {
            notDenied.add("exit");
        }
        if (own != null && !canUseItsOwnFolder()) {
            notDenied.add("own_folder");
        }
        return notDenied;
    }

    private Map<String, Attempt> attempts() {
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        attempts.put("file_read", () -> Files.readAllBytes(forbidden));
        attempts.put("file_read_stream", () -> {
            try (InputStream in = new FileInputStream(forbidden.toFile())) {
                in.read();
            }
        });
        attempts.put("file_write", () -> Files.writeString(forbidden.resolveSibling("written"), "x"));
        attempts.put("file_list", () -> Files.list(forbidden.getParent()).close());
        attempts.put("file_symlink", () -> Files.createSymbolicLink(forbidden.resolveSibling("link"), forbidden));
        attempts.put("socket", () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        attempts.put("listen", () -> new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close());
        attempts.put(
                "process", () -> new ProcessBuilder(program, "-version").start().destroyForcibly());
        attempts.put("environment", System::getenv);
        attempts.put("property_write", () -> System.setProperty("ctos.canary", "x"));
        attempts.put("class_loader", () -> new URLClassLoader(new java.net.URL[0]).close());
        attempts.put("native_library", () -> System.load(program));
        attempts.put("other_thread", () -> inAnotherThread(() -> Files.readAllBytes(forbidden)));
        attempts.put("common_pool", () -> unwrap(CompletableFuture.supplyAsync(this::readForbidden)));
        return attempts;
    }

    /** Asks what the JVM asks; to really call it would print a warning at every start, and end the fence if it worked. */
    private static void dropTheSecurityManager() {
        System.getSecurityManager().checkPermission(new RuntimePermission("setSecurityManager"));
    }

    private static void exit() {
        try {
            // 1. Would it be allowed? Then say so, instead of taking the container down.
            System.getSecurityManager().checkExit(97);
        } catch (SecurityException expected) {
            // 2. Really.
            System.exit(97);
        }
    }

    private Object readForbidden() {
        try {
            return Files.readAllBytes(forbidden);
        } catch (java.io.IOException e) {
            return e;
        }
    }

    private static void unwrap(CompletableFuture<?> future) throws Exception {
        try {
            future.get(5, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof SecurityException denied) {
                throw denied;
            }
            throw e;
        }
    }

    private static void inAnotherThread(Attempt attempt) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                attempt.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.start();
        unwrap(done);
    }

    private boolean canUseItsOwnFolder() {
        try {
            Path file = own.resolve("canary");
            Files.writeString(file, "sings");
            boolean same = Files.readString(file).equals("sings");
            Files.delete(file);
            return same;
        } catch (Exception e) {
            return false;
        }
    }

    private static boolean isDenied(Attempt attempt) {
        try {
            attempt.run();
            return false;
        } catch (SecurityException e) {
            return true;
        } catch (Throwable e) {
            return false;
        }
    }
}
