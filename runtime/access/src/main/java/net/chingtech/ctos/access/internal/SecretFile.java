package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Digests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret in a file of its own. Looked at every time it is needed, so that a new secret holds at once; only its digest
 * is kept. A file that is missing, empty, or open to others than its owner holds no secret.
 */
final class SecretFile {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int LARGEST = 4096;
    private static final Set<PosixFilePermission> OWNERS_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private Stamp seen;
    private byte[] digest;
    private String complaint;

    /** What tells one content of the file from another. */
    private record Stamp(FileTime modified, long size, Object key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    SecretFile(Path file) {
        this.file = file;
    }

    /** SHA-256 of the secret, or nothing when the file holds none that may be used. */
    synchronized Optional<byte[]> digest() {
        try {
            if (isOpenToOthers()) {
                return none(
                        "can be read or changed by others than its owner: chmod 600 it, and put a new secret in it");
            }
            Stamp now = Stamp.of(file);
            if (!now.equals(seen)) {
                digest = read();
                seen = now;
            }
            if (digest == null) {
                return none("is empty or longer than " + LARGEST + " bytes: write one line with the secret into it");
            }
            complaint = null;
            return Optional.of(digest.clone());
        } catch (NoSuchFileException e) {
            return none("is missing: write one line with the secret into it (mode 600), or start the container anew");
        } catch (IOException e) {
            return none("cannot be read: " + e);
        }
    }

    private byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            String secret = new String(bytes, StandardCharsets.UTF_8).strip();
            return bytes.length > LARGEST || secret.isEmpty() ? null : sha256(secret);
        }
    }

    private boolean isOpenToOthers() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return false;
        }
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(view.readAttributes().permissions());
        permissions.remove(PosixFilePermission.OWNER_EXECUTE);
        return !OWNERS_ONLY.containsAll(permissions);
    }

    /** Says what is wrong once, not at every request. */
    private Optional<byte[]> none(String why) {
        seen = null;
        digest = null;
        if (!why.equals(complaint)) {
            complaint = why;
            LOG.warn("Nobody can come in by {}, since it {}", file, why);
        }
        return Optional.empty();
    }

    static byte[] sha256(String secret) {
        return Digests.sha256().digest(secret.getBytes(StandardCharsets.UTF_8));
    }
}
