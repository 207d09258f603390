package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;

/**
 * A file of lines that only grows. A line is there wholly or not at all: what a crash left behind its last line end is
 * set aside when the file is opened, and a write that fails is taken back.
 *
 * <p>A RandomAccessFile on purpose: a FileChannel closes itself when the thread that uses it is interrupted, as those of
 * cancelled tasks are.
 */
final class AuditFile implements AutoCloseable {

    private static final int BLOCK = 8192;

    private final Path path;
    private final RandomAccessFile file;
    private final Object key;

    /** @param path in a folder that is there */
    AuditFile(Path path) throws IOException {
        this.path = path;
        create(path);
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.key = key();
    }

    /** Makes a folder that only its owner may enter. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, ownersOnly("rwx------"));
    }

    /** Moves what follows the last line end into a file of its own; null when there is nothing. */
    Path setTornLineAside() throws IOException {
        long end = endOfLines();
        int torn = Math.toIntExact(file.length() - end);
        if (torn == 0) {
            return null;
        }
        byte[] bytes = new byte[torn];
        file.seek(end);
        file.readFully(bytes);
        Path aside = unusedName();
        create(aside);
        try (RandomAccessFile copy = new RandomAccessFile(aside.toFile(), "rw")) {
            copy.write(bytes);
            copy.getFD().sync();
        }
        file.setLength(end);
        file.getFD().sync();
        return aside;
    }

    /**
     * Appends a line and its end; on return it is on the disk.
     *
     * @param then what belongs to it; when that fails, the line is taken back, too
     */
    void append(byte[] line, Then then) throws IOException {
        mustBeThere();
        long before = file.length();
        byte[] whole = Arrays.copyOf(line, line.length + 1);
        whole[line.length] = '\n';
        try {
            file.seek(before);
            file.write(whole);
            file.getFD().sync();
            then.run();
        } catch (IOException e) {
            try {
                file.setLength(before);
            } catch (IOException notTakenBack) {
                e.addSuppressed(notTakenBack);
            }
            throw e;
        }
    }

    /** What is done once a line is on the disk. */
    interface Then {
        void run() throws IOException;
    }

    long length() throws IOException {
        return file.length();
    }

    /** A file that was removed or replaced would take lines that nobody ever sees. */
    private void mustBeThere() throws IOException {
        if (Files.notExists(path) || !Objects.equals(key, key())) {
            throw new NoSuchFileException(
                    path.toString(), null, "it was moved, removed or replaced since it was opened; put it back");
        }
    }

    /** Tells one file from another; null where the file system cannot. */
    private Object key() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Walks the lines from the end, without their ends, until the visitor has had enough or none is left. */
    void fromTheEnd(LinesBackwards.Visitor visitor) throws IOException {
        LinesBackwards.walk(file, endOfLines(), visitor);
    }

    private long endOfLines() throws IOException {
        byte[] block = new byte[BLOCK];
        for (long end = file.length(); end > 0; end -= Math.min(BLOCK, end)) {
            int length = (int) Math.min(BLOCK, end);
            file.seek(end - length);
            file.readFully(block, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - length + i + 1;
                }
            }
        }
        return 0;
    }

    private Path unusedName() {
        for (int i = 1; ; i++) {
            Path name = path.resolveSibling("torn-line-" + i + ".txt");
            if (Files.notExists(name)) {
                return name;
            }
        }
    }

    /** Makes a file that only its owner may read, unless it is there. */
    static void create(Path path) throws IOException {
        try {
            Files.createFile(path, ownersOnly("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // It is the log of an earlier run.
        }
    }

    private static FileAttribute<?>[] ownersOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
