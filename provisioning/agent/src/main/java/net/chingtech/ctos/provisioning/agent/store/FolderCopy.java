package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.files.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a folder that a skill writes to, and makes the copy last: modes, times and links as they are. It goes down by open
 * folders and never follows a link, so that a skill that runs meanwhile cannot lead it out of its folder.
 */
final class FolderCopy {

    private static final Logger LOG = LoggerFactory.getLogger(FolderCopy.class);

    private static final int DEEPEST = 200;

    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final boolean changing;
    private final long most;
    private final BooleanSupplier cancelled;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(128 * 1024);
    private long bytes;

    private FolderCopy(boolean changing, long most, BooleanSupplier cancelled) {
        this.changing = changing;
        this.most = most;
        this.cancelled = cancelled;
    }

    /** As the other one, however large the files are; nobody can stop it. */
    static long copy(Path from, Path to, boolean changing) throws IOException {
        return copy(from, to, changing, Long.MAX_VALUE, () -> false);
    }

    /**
     * Copies a folder to where nothing is.
     *
     * @param changing whether the skill runs: what vanishes meanwhile is left out
     * @param most how many bytes all files together may have: one may be longer than it was a moment ago, or lie where
     *     nobody could count it
     * @param cancelled asked before each entry and each piece of a file
     * @return the bytes of all files
     * @throws InterruptedIOException when it is cancelled; what is copied so far is left
     */
    static long copy(Path from, Path to, boolean changing, long most, BooleanSupplier cancelled) throws IOException {
        FolderCopy copy = new FolderCopy(changing, most, cancelled);
        try (SecureDirectoryStream<Path> source = secure(Files.newDirectoryStream(from), from)) {
            PosixFileAttributeView attributes =
                    Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            copy.folder(source, from, to, attributes.readAttributes(), 0);
        }
        return copy.bytes;
    }

    private void folder(
            SecureDirectoryStream<Path> source, Path shown, Path target, PosixFileAttributes attributes, int depth)
            throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("folders are nested more than " + DEEPEST + " deep in " + shown);
        }
        Files.createDirectory(target);
        for (Path entry : source) {
            Path name = entry.getFileName();
            try {
                entry(source, name, shown.resolve(name), target.resolve(name), depth);
            } catch (NoSuchFileException e) {
                if (!changing) {
                    throw e;
                }
            }
        }
        WholeFile.syncFolder(target);
        like(target, attributes);
    }

    private void entry(SecureDirectoryStream<Path> source, Path name, Path shown, Path target, int depth)
            throws IOException {
        goOn();
        PosixFileAttributeView view =
                source.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes attributes = view.readAttributes();
        if (attributes.isSymbolicLink()) {
            Files.createSymbolicLink(target, Files.readSymbolicLink(shown));
        } else if (attributes.isDirectory()) {
            boolean opened = open(view, attributes);
            try (SecureDirectoryStream<Path> below =
                    secure(source.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), shown)) {
                folder(below, shown, target, attributes, depth + 1);
            } finally {
                close(opened, view, attributes);
            }
        } else if (attributes.isRegularFile()) {
            boolean opened = open(view, attributes);
            try (SeekableByteChannel in = source.newByteChannel(name, READING)) {
                file(in, target);
            } finally {
                close(opened, view, attributes);
            }
            like(target, attributes);
        } else {
            LOG.info(
                    "{} is neither a file nor a folder nor a link, and is not copied",
                    PlainText.line(shown.toString(), 500));
        }
    }

    private void file(SeekableByteChannel in, Path target) throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (in.read(buffer.clear()) >= 0) {
                goOn();
                buffer.flip();
                bytes += buffer.remaining();
                if (bytes > most) {
                    throw new IOException("the files in the skill's data folder have more than " + most + " bytes");
                }
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
            out.force(true);
        }
    }

    private void goOn() throws InterruptedIOException {
        if (cancelled.getAsBoolean()) {
            throw new InterruptedIOException("the copy was cancelled");
        }
    }

    /** What a skill closed to its own user is opened for a moment. */
    private static boolean open(PosixFileAttributeView view, PosixFileAttributes attributes) throws IOException {
        Set<PosixFilePermission> needed = EnumSet.of(PosixFilePermission.OWNER_READ);
        if (attributes.isDirectory()) {
            needed.add(PosixFilePermission.OWNER_EXECUTE);
        }
        if (attributes.permissions().containsAll(needed)) {
            return false;
        }
        needed.addAll(attributes.permissions());
        view.setPermissions(needed);
        return true;
    }

    private static void close(boolean opened, PosixFileAttributeView view, PosixFileAttributes attributes)
            throws IOException {
        if (opened) {
            view.setPermissions(attributes.permissions());
        }
    }

    private static void like(Path target, PosixFileAttributes attributes) throws IOException {
        Files.setPosixFilePermissions(target, attributes.permissions());
        Files.getFileAttributeView(target, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(attributes.lastModifiedTime(), attributes.lastAccessTime(), null);
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream, Path shown) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this system cannot copy " + shown + " without following links");
    }
}
