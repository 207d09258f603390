package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proven artifacts by digest, so that nothing is downloaded twice; the longest unused go first. Losing it loses nothing. */
public final class Cache {

    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    private final Folders folders;
    private final Clock clock;
    private final long mostBytes;

    public Cache(Folders folders, Clock clock, long mostBytes) {
        this.folders = folders;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /** Copies an artifact to {@code target} when it is here and still what its name says. */
    public boolean copyTo(Path target, String sha256) throws IOException {
        Path cached = folders.cached(sha256);
        if (!Files.isRegularFile(cached)) {
            return false;
        }
        if (!Folders.sha256(cached).equals(sha256)) {
            Files.delete(cached);
            return false;
        }
        Files.copy(cached, target);
        Files.setLastModifiedTime(cached, FileTime.from(clock.instant()));
        return true;
    }

    /** Keeps an artifact that was proven; a failure is not worth failing for. */
    public void put(Path proven, String sha256) {
        Path cached = folders.cached(sha256);
        Path fresh = cached.resolveSibling(sha256 + ".new");
        try {
            if (!Files.exists(cached)) {
                Files.createDirectories(cached.getParent());
                Files.copy(proven, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, cached, StandardCopyOption.ATOMIC_MOVE);
                Files.setLastModifiedTime(cached, FileTime.from(clock.instant()));
            }
        } catch (IOException e) {
            LOG.info("{} was not cached: {}", sha256, e.toString());
            deleteQuietly(fresh);
        }
    }

    /** Makes room: keeps the files used last. */
    public void prune() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : Folders.children(folders.home().cache())) {
            if (file.getFileName().toString().endsWith(".jar")) {
                files.add(file);
            } else if (!Files.isDirectory(file)) {
                // Folders are those of sources.
                deleteQuietly(file);
            }
        }
        files.sort(Comparator.comparing((Path file) -> file.toFile().lastModified())
                .reversed());
        long kept = 0;
        for (Path file : files) {
            kept += Files.size(file);
            if (kept > mostBytes) {
                deleteQuietly(file);
            }
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.info("{} could not be deleted: {}", file, e.toString());
        }
    }
}
