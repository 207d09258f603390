package net.chingtech.escape;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Takes all there is of something that the machine shares. */
final class HungryWays {

    private static final int MEBIBYTE = 1024 * 1024;

    /** More than any limit; a skill that gets this much has none. */
    private static final long TOO_MUCH_MEBIBYTES = 2_048;

    private static final int TOO_MANY = 20_000;

    private HungryWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("hungry.heap", "take 2 GiB of heap", w -> {
                    List<byte[]> taken = new ArrayList<>();
                    while (taken.size() < TOO_MUCH_MEBIBYTES) {
                        taken.add(new byte[MEBIBYTE]);
                    }
                    return taken.size() + " MiB";
                }),
                new Attempt("hungry.direct", "take 2 GiB of memory beside the heap", w -> {
                    List<ByteBuffer> taken = new ArrayList<>();
                    while (taken.size() < TOO_MUCH_MEBIBYTES) {
                        taken.add(ByteBuffer.allocateDirect(MEBIBYTE));
                    }
                    return taken.size() + " MiB";
                }),
                new Attempt("hungry.classes", "make classes without an end", w -> {
                    byte[] bytes = ReflectionWays.bytes();
                    List<Object> kept = new ArrayList<>();
                    for (int i = 0; i < 500_000; i++) {
                        kept.add(java.lang.invoke.MethodHandles.lookup().defineHiddenClass(bytes, false));
                    }
                    return kept.size() + " classes";
                }),
                new Attempt("hungry.threads", "make 5,000 threads", w -> {
                    List<Thread> made = new ArrayList<>();
                    try {
                        while (made.size() < 5_000) {
                            Thread thread = new Thread(null, LockSupport::park, "hungry", 16 * 1024);
                            thread.setDaemon(true);
                            thread.start();
                            made.add(thread);
                        }
                        return made.size() + " threads";
                    } finally {
                        made.forEach(Thread::interrupt);
                    }
                }),
                new Attempt("hungry.stack", "call itself without an end", w -> {
                    throw new Passing(deeper(0));
                }),
                new Attempt("hungry.disk", "fill the disk by its data folder", w -> fill(w, w.own("fat"))),
                new Attempt(
                        "hungry.temp_disk",
                        "fill the disk by its temporary folder",
                        w -> fill(w, w.context().tempFolder().orElseThrow().resolve("fat"))),
                new Attempt("hungry.files", "make 20,000 files", w -> {
                    Path folder = Files.createDirectories(w.own("many"));
                    int made = 0;
                    try {
                        while (made < TOO_MANY) {
                            Files.createFile(folder.resolve(String.valueOf(made)));
                            made++;
                        }
                        return made + " files";
                    } finally {
                        for (int i = 0; i < made; i++) {
                            Files.deleteIfExists(folder.resolve(String.valueOf(i)));
                        }
                    }
                }),
                new Attempt("hungry.handles", "open 20,000 files", w -> {
                    Path file = Files.writeString(w.own("opened"), "x");
                    List<InputStream> open = new ArrayList<>();
                    try {
                        while (open.size() < TOO_MANY) {
                            open.add(Files.newInputStream(file));
                        }
                        return open.size() + " open files";
                    } finally {
                        for (InputStream in : open) {
                            in.close();
                        }
                    }
                }),
                new Attempt("hungry.out", "print 32 MiB", w -> print(w, System.out)),
                new Attempt("hungry.err", "print 32 MiB of errors", w -> print(w, System.err)),
                new Attempt("hungry.log", "log 64 MiB by the gateway", w -> {
                    String line = "x".repeat(64 * 1024);
                    for (int i = 0; i < 1024; i++) {
                        w.context().log(System.Logger.Level.INFO, line);
                    }
                    return World.TRIED;
                }));
    }

    private static Throwable deeper(int level) {
        try {
            return deeper(level + 1);
        } catch (StackOverflowError e) {
            return e;
        }
    }

    private static Object fill(World world, Path file) throws Exception {
        byte[] part = new byte[MEBIBYTE];
        long written = 0;
        try (java.io.OutputStream out = Files.newOutputStream(file)) {
            while (written < TOO_MUCH_MEBIBYTES) {
                out.write(part);
                written++;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return written + " MiB";
    }

    private static Object print(World world, java.io.PrintStream out) {
        String line = "x".repeat(1023);
        for (int i = 0; i < 32 * 1024; i++) {
            out.println(line);
        }
        return World.TRIED;
    }
}
