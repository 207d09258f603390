package net.chingtech.ctos.launcher.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log of capped size: a full file is put aside as {@code .1}, in place of the one that was put aside before. */
final class RollingLog {

    private static final long LARGEST = 10L * 1024 * 1024;

    private final Path file;
    private final long largest;

    RollingLog(Path file) {
        this(file, LARGEST);
    }

    RollingLog(Path file, long largest) {
        this.file = file;
        this.largest = largest;
    }

    synchronized void write(byte[] bytes, int length) throws IOException {
        if (Files.exists(file) && Files.size(file) + length > largest) {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(bytes, 0, length);
        }
    }

    /** Writes what comes until it ends. A disk that takes no more costs the log, and does not hold up who writes. */
    void copy(InputStream output) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                try {
                    write(buffer, read);
                } catch (IOException e) {
                    System.err.println("WARN: " + file + " cannot be written: " + e);
                }
            }
        } catch (IOException e) {
            // Its process is gone, and the pipe with it.
        }
    }
}
