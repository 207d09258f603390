package net.chingtech.ctos.skillhub.server.metadata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The files of the signed lists on disk, compressed as they are sent: each whole or not there. */
final class ListFiles {

    private static final String COMPRESSED = ".gz";
    private static final String HALF = ".new";

    private final Path folder;
    /** Not in their places yet. */
    private final Set<Path> written = new LinkedHashSet<>();

    ListFiles(Path folder) {
        this.folder = folder;
    }

    /** Compresses and writes a file; it is there after {@link #settle()}. */
    void write(String path, byte[] content) throws IOException {
        Path file = compressed(path);
        Files.createDirectories(file.getParent());
        Files.write(half(file), compressed(content));
        written.add(file);
    }

    /**
     * Puts all files that were written so far into their places, their bytes on disk first, then their names. Many at once
     * cost the disk little more than one.
     */
    void settle() throws IOException {
        Set<Path> folders = new HashSet<>();
        try {
            for (Path file : written) {
                sync(half(file), StandardOpenOption.WRITE);
            }
            for (Path file : written) {
                Files.move(half(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                for (Path at = file.getParent(); at.startsWith(folder); at = at.getParent()) {
                    folders.add(at);
                }
            }
            for (Path changed : folders) {
                sync(changed, StandardOpenOption.READ);
            }
        } finally {
            // After a failure all is written again.
            written.clear();
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static Path half(Path file) {
        return file.resolveSibling(file.getFileName() + HALF);
    }

    boolean has(String path) {
        return Files.isRegularFile(compressed(path));
    }

    byte[] read(String path) throws IOException {
        return uncompressed(Files.readAllBytes(compressed(path)));
    }

    void delete(String path) throws IOException {
        Files.deleteIfExists(compressed(path));
    }

    /** The file as it is sent. */
    Path compressed(String path) {
        return folder.resolve(path + COMPRESSED);
    }

    /** The paths of all files, those that were half written taken away. */
    List<String> all() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(COMPRESSED + HALF)) {
                Files.delete(file);
            }
        }
        return files.stream()
                .map(file -> folder.relativize(file).toString())
                .filter(path -> path.endsWith(COMPRESSED))
                .map(path -> path.substring(0, path.length() - COMPRESSED.length()))
                .toList();
    }

    static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] uncompressed(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }
}
