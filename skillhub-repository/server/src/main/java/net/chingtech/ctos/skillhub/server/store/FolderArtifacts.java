package net.chingtech.ctos.skillhub.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import net.chingtech.ctos.format.Digests;

/** Artifacts in a folder: {@code ab/ab12….jar}, where {@code ab} begins the digest. */
public final class FolderArtifacts implements Artifacts {

    private final Path folder;
    private final Path uploads;

    private FolderArtifacts(Path folder, Path uploads) {
        this.folder = folder;
        this.uploads = uploads;
    }

    /** Opens the folder and throws away what a killed process left of its uploads. */
    public static FolderArtifacts open(Path folder) throws IOException {
        Path uploads = Files.createDirectories(folder.resolve("uploads"));
        try (DirectoryStream<Path> stray = Files.newDirectoryStream(uploads)) {
            for (Path upload : stray) {
                new Upload(upload).close();
            }
        }
        return new FolderArtifacts(folder, uploads);
    }

    @Override
    public Upload upload() throws IOException {
        return new Upload(Files.createTempDirectory(uploads, ""));
    }

    @Override
    public void keep(Path file, String sha256) throws IOException {
        Path place = place(sha256);
        Files.createDirectories(place.getParent());
        // Bytes first, then the name, then the folder that holds the name: a crash leaves all of it or nothing.
        sync(file, StandardOpenOption.WRITE);
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(place.getParent(), StandardOpenOption.READ);
        sync(folder, StandardOpenOption.READ);
    }

    @Override
    public void discard(String sha256) throws IOException {
        Files.deleteIfExists(place(sha256));
    }

    @Override
    public Optional<Path> find(String sha256) {
        return Optional.of(place(sha256)).filter(Files::isRegularFile);
    }

    private Path place(String sha256) {
        if (!Digests.isSha256Hex(sha256)) {
            throw new IllegalArgumentException("not a digest");
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ".jar");
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
