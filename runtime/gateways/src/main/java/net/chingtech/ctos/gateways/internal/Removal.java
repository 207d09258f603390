package net.chingtech.ctos.gateways.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Comparator;

/**
 * Removes a folder with all that is in it. A skill's process may still change it meanwhile: a folder in it that becomes a
 * link must not lead anybody who deletes with the container's rights to files of others.
 */
final class Removal {

    /** Each level holds files open. */
    private static final int DEEPEST = 200;

    private Removal() {}

    static void of(Path folder) throws IOException {
        try {
            remove(folder);
        } catch (UncheckedIOException | DirectoryIteratorException e) {
            throw (IOException) e.getCause();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> parent = Files.newDirectoryStream(folder.getParent())) {
            if (parent instanceof SecureDirectoryStream<Path> held) {
                remove(held, folder.getFileName(), 0);
                return;
            }
        }
        // Not on Linux: there is nothing better.
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** By names in folders that are held open, and so are those that were looked at. */
    private static void remove(SecureDirectoryStream<Path> in, Path name, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("folders are nested too deep");
        }
        if (!isFolder(in, name)) {
            in.deleteFile(name);
            return;
        }
        try (SecureDirectoryStream<Path> folder = in.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : folder) {
                try {
                    remove(folder, entry.getFileName(), depth + 1);
                } catch (NoSuchFileException e) {
                    // Somebody was faster.
                }
            }
        }
        in.deleteDirectory(name);
    }

    private static boolean isFolder(SecureDirectoryStream<Path> in, Path name) throws IOException {
        return in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }
}
