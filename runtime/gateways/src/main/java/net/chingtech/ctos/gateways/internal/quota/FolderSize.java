package net.chingtech.ctos.gateways.internal.quota;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * What lies in a folder, links not followed.
 *
 * @param files files and folders; counting stops soon after {@code most}
 * @param isWhole whether everything could be looked at: not what is deeper than {@value #DEEPEST}, or closed to us
 */
record FolderSize(long bytes, int files, boolean isWhole) {

    /** Each level is a folder that is kept open meanwhile. */
    static final int DEEPEST = 200;

    static FolderSize of(Path folder, int most) throws IOException {
        Walk walk = new Walk(most);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(folder, Set.of(), DEEPEST, walk);
        }
        return new FolderSize(walk.bytes, walk.files, walk.isWhole);
    }

    /** The skill changes the folder meanwhile: what went away in this moment counts for nothing. */
    private static final class Walk extends SimpleFileVisitor<Path> {

        private final int most;
        private long bytes;
        private int files;
        private boolean isWhole = true;

        Walk(int most) {
            this.most = most;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return add(0);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A folder comes here when it is too deep to be looked into.
            isWhole &= !attributes.isDirectory();
            return add(attributes.size());
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            isWhole &= e instanceof NoSuchFileException || e instanceof NotDirectoryException;
            return add(0);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult add(long size) {
            bytes += size;
            files++;
            return files > most ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
