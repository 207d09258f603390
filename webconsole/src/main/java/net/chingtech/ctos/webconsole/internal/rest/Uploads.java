package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Problem;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where uploads lie while they are looked at: a folder of their own, that holds a few at most and none after a restart. */
final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    /** More at once would only fill the disk. */
    private static final int AT_ONCE = 2;

    private final Path folder;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** One upload's file; it is gone when this is closed. */
    final class Place implements AutoCloseable {

        private final Path file;

        private Place() throws IOException {
            Files.createDirectories(folder);
            // Readable by the container's own user only.
            file = Files.createTempFile(folder, "upload-", ".jar");
        }

        Path file() {
            return file;
        }

        @Override
        public void close() {
            places.release();
            delete(file);
        }
    }

    Uploads(Path folder) {
        this.folder = folder;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> left = Files.list(folder)) {
                List<Path> files = left.toList();
                files.forEach(Uploads::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Uploads in(BundleContext context) {
        return new Uploads(context.getDataFile("uploads").toPath());
    }

    /** @throws Refusal {@code busy} */
    Place open() throws Refusal, IOException {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    new Problem(503, "busy", "Other files are being taken in right now.", "Try again in a moment."));
        }
        try {
            return new Place();
        } catch (IOException e) {
            places.release();
            throw e;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted; the next start tries again", file, e);
        }
    }
}
