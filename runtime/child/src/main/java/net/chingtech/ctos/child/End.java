package net.chingtech.ctos.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.chingtech.ctos.wire.CloseReason;

/** The end of the process. */
final class End {

    /**
     * Whoever keeps the process from ending, with a shutdown hook of its own, does so no longer than this. The JVM writes its
     * archive in this time, too, which takes a slow machine a while.
     */
    private static final long PATIENCE_MS = TimeUnit.SECONDS.toMillis(60);

    private static final Set<String> IN_ORDER = Set.of(CloseReason.CLOSED, CloseReason.ENDED);

    private End() {}

    /** Ends it the way in which the JVM also writes its archive of classes. */
    static void now(Path storage, CloseReason reason) {
        boolean inOrder = IN_ORDER.contains(reason.code());
        if (!inOrder) {
            System.err.println("The connection to the container is closed: " + reason.message());
        }
        Thread last = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE_MS);
                    } catch (InterruptedException e) {
                        // Then it is the last now.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "ctos-child-end");
        last.setDaemon(true);
        last.start();
        delete(storage);
        System.exit(inOrder ? 0 : 1);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("The process could not clean up: " + e);
        }
    }
}
