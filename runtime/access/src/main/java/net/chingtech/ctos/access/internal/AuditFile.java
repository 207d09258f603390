package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

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

    AuditFile(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path.getParent(), ownersOnly("rwx------"));
        create(path);
        this.file = new RandomAccessFile(path.toFile(), "rw");
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

    /** Appends a line and its end; on return it is on the disk. */
    void append(byte[] line) throws IOException {
        long before = file.length();
        byte[] whole = Arrays.copyOf(line, line.length + 1);
        whole[line.length] = '\n';
        try {
            file.seek(before);
            file.write(whole);
            file.getFD().sync();
        } catch (IOException e) {
            try {
                file.setLength(before);
            } catch (IOException notTakenBack) {
                e.addSuppressed(notTakenBack);
            }
            throw e;
        }
    }

    /** Walks the lines from the end, without their ends, until the visitor has had enough or none is left. */
    void fromTheEnd(LineVisitor visitor) throws IOException {
        byte[] tail = new byte[0];
        long start = endOfLines();
        while (start > 0) {
            // 1. One block more in front of what is not handed out yet.
            int length = (int) Math.min(Math.max(BLOCK, tail.length), start);
            byte[] block = new byte[length + tail.length];
            start -= length;
            file.seek(start);
            file.readFully(block, 0, length);
            System.arraycopy(tail, 0, block, length, tail.length);
            // 2. The lines in it, but the first, which may begin earlier.
            int end = block.length;
            for (int i = block.length - 2; i >= 0; i--) {
                if (block[i] == '\n') {
                    if (!visitor.line(Arrays.copyOfRange(block, i + 1, end - 1))) {
                        return;
                    }
                    end = i + 1;
                }
            }
            tail = Arrays.copyOf(block, end);
        }
        if (tail.length > 0) {
            visitor.line(Arrays.copyOf(tail, tail.length - 1));
        }
    }

    /** Gets a line; says whether it wants one more. */
    interface LineVisitor {
        boolean line(byte[] line);
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

    private static void create(Path path) throws IOException {
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
