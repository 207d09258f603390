package net.chingtech.ctos.skillhub.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.chingtech.ctos.format.Json;

/** The hub's folder: what lies where in it, and that only one hub uses it. */
final class HubHome implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path folder;
    private final FileChannel lockFile;

    private HubHome(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    private record Running(String url, long pid) {}

    /**
     * Opens or makes a home. A hub whose container was killed ends a moment later and lets go of its home then: that is
     * waited for.
     *
     * @param patience how long at most
     * @param say hears why this takes a while
     */
    static HubHome open(Path folder, Duration patience, Consumer<String> say) throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        FileChannel lockFile =
                FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(lockFile) && !lockedWithin(patience, lockFile, folder, say)) {
            lockFile.close();
            throw new IOException("another hub runs on " + folder + "; stop it first, or use another --home");
        }
        HubHome home = new HubHome(folder, lockFile);
        // What a killed hub left says where nobody listens any more.
        Files.deleteIfExists(home.announcement());
        return home;
    }

    private static boolean lockedWithin(Duration patience, FileChannel lockFile, Path folder, Consumer<String> say)
            throws IOException {
        if (patience.isZero()) {
            return false;
        }
        say.accept("Another hub still uses " + folder + "; it has " + patience.toSeconds() + " s to end");
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            do {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                if (locked(lockFile)) {
                    return true;
                }
            } while (System.nanoTime() - deadline < 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The lock goes with the process, also when that is killed. */
    private static boolean locked(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path database() throws IOException {
        return Files.createDirectories(folder.resolve("db")).resolve("skillhub");
    }

    Path artifacts() {
        return folder.resolve("artifacts");
    }

    Path index() throws IOException {
        return Files.createDirectories(folder.resolve("index"));
    }

    /** Root files and signed lists. */
    Path metadata() {
        return folder.resolve("metadata");
    }

    /** The keys that sign the lists. */
    Path metadataKeys() {
        return folder.resolve("metadata-keys");
    }

    /** Tells the launcher where the hub listens. */
    void announce(String url) throws IOException {
        Path temporary = folder.resolve("run").resolve("hub.json.new");
        Files.write(
                temporary,
                Json.writePretty(new Running(url, ProcessHandle.current().pid())));
        Files.move(temporary, announcement(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(announcement());
        lockFile.close();
    }

    private Path announcement() {
        return folder.resolve("run").resolve("hub.json");
    }
}
