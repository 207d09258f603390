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
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.format.password.PasswordHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret in a file of its own, as it is or, once somebody chose it, as a hash. Looked at every time it is needed, so that
 * a new secret holds at once; only its digest is kept. A file that is missing, empty, or open to others than its owner holds
 * no secret.
 */
final class SecretFile {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int LARGEST = 4096;
    private static final Set<PosixFilePermission> OWNERS_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private Stamp seen;
    private Secret secret;
    private byte[] content;
    private long number;
    private String complaint;

    /** What a word is held to. */
    interface Secret {

        boolean fits(String word);

        /** Whether somebody chose it, so that only its hash is on the disk. */
        boolean isChosen();
    }

    /** A secret that stands in its file as it is: its SHA-256. */
    private record Plain(byte[] digest) implements Secret {
        @Override
        public boolean fits(String word) {
            return MessageDigest.isEqual(sha256(word), digest);
        }

        @Override
        public boolean isChosen() {
            return false;
        }
    }

    private record Chosen(PasswordHash hash) implements Secret {
        @Override
        public boolean fits(String word) {
            return hash.fits(word);
        }

        @Override
        public boolean isChosen() {
            return true;
        }
    }

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

    /** The secret, or nothing when the file holds none that may be used. */
    synchronized Optional<Secret> secret() {
        try {
            if (isOpenToOthers()) {
                return none(
                        "can be read or changed by others than its owner: chmod 600 it, and put a new secret in it");
            }
            Stamp now = Stamp.of(file);
            if (!now.equals(seen)) {
                secret = read();
                seen = now;
            }
            if (secret == null) {
                return none("is empty, longer than " + LARGEST
                        + " bytes or a damaged hash: write one line with the secret into it");
            }
            complaint = null;
            return Optional.of(secret);
        } catch (NoSuchFileException e) {
            return none("is missing: write one line with the secret into it (mode 600), or start the container anew");
        } catch (IOException e) {
            return none("cannot be read: " + e);
        }
    }

    /** Another number for each secret that was seen here; the same while there is none that may be used. */
    synchronized long number() {
        secret();
        return number;
    }

    /**
     * Puts what was chosen in the place of what was there; when this returns, it lasts.
     *
     * @param expected the number of the secret that is replaced
     * @return false when another one holds by now, which is left as it is
     */
    synchronized boolean replace(long expected, PasswordHash chosen) throws IOException {
        if (number() != expected) {
            return false;
        }
        WholeFile.write(file, chosen.line());
        return true;
    }

    private Secret read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            String line = new String(bytes, StandardCharsets.UTF_8).strip();
            if (bytes.length > LARGEST || line.isEmpty()) {
                return null;
            }
            byte[] digest = sha256(line);
            if (!Arrays.equals(digest, content)) {
                content = digest;
                number++;
            }
            return PasswordHash.isMarked(line)
                    ? PasswordHash.read(line).map(Chosen::new).orElse(null)
                    : new Plain(digest);
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
    private Optional<Secret> none(String why) {
        seen = null;
        secret = null;
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
