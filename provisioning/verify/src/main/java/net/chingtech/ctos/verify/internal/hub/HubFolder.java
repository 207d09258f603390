package net.chingtech.ctos.verify.internal.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * The folder that keeps what was proven of one hub. A file is whole or not there; but for the trusted root, one that is
 * damaged is the same as one that is missing.
 */
public final class HubFolder {

    static final String TRUSTED_ROOT = "trusted-root.json";
    static final String REFRESHED = "refreshed";

    private static final String PART = ".part";

    private final Path folder;
    private final Path targets;

    public HubFolder(Path folder) throws Refused {
        this.folder = folder;
        this.targets = folder.resolve("targets");
        try {
            Files.createDirectories(targets);
            // What a crash left.
            remove(folder, name -> name.endsWith(PART));
            remove(targets, name -> name.endsWith(PART));
        } catch (IOException e) {
            throw Refusals.notKept(folder.getFileName().toString(), e);
        }
    }

    /** A file as it was written, or nothing when it is missing; longer than it can be is an error. */
    Optional<byte[]> read(String name, long maxLength) throws IOException {
        return read(folder.resolve(name), maxLength);
    }

    /** Writes a file so that a loss of power leaves the old or the new one. */
    void write(String name, byte[] content) throws Refused {
        try {
            replace(folder, name, content, true);
        } catch (IOException e) {
            throw Refusals.notKept(name, e);
        }
    }

    void delete(String name) throws Refused {
        try {
            if (Files.deleteIfExists(folder.resolve(name))) {
                force(folder);
            }
        } catch (IOException e) {
            throw Refusals.notKept(name, e);
        }
    }

    /** A target file with exactly this digest, or nothing. */
    Optional<byte[]> target(String sha256, long length) {
        try {
            return read(targets.resolve(sha256), length)
                    .filter(file -> Digests.sha256Hex(file).equals(sha256));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps a target file. Not forced to disk: a half one has another digest and is fetched again. */
    void keepTarget(String sha256, byte[] file) throws Refused {
        try {
            replace(targets, sha256, file, false);
        } catch (IOException e) {
            throw Refusals.notKept(sha256, e);
        }
    }

    /** Removes the target files that {@code listed} does not name any more. */
    void sweepTargets(Iterable<String> listed) throws Refused {
        try {
            Set<String> kept = new HashSet<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(targets)) {
                files.forEach(file -> kept.add(file.getFileName().toString()));
            }
            listed.forEach(kept::remove);
            remove(targets, name -> kept.contains(name) && !name.endsWith(PART));
        } catch (IOException e) {
            throw Refusals.notKept(targets.getFileName().toString(), e);
        }
    }

    private static Optional<byte[]> read(Path file, long maxLength) throws IOException {
        try {
            if (Files.size(file) > maxLength) {
                throw new IOException("longer than " + maxLength + " bytes: " + file.getFileName());
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void remove(Path folder, Predicate<String> which) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> which.test(file.getFileName().toString()))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void replace(Path folder, String name, byte[] content, boolean force) throws IOException {
        Path part = Files.createTempFile(folder, name, PART);
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                if (force) {
                    out.force(true);
                }
            }
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        if (force) {
            force(folder);
        }
    }

    /** Makes the name of a file last, too. */
    private static void force(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
