package net.chingtech.ctos.child;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;

/**
 * The artifact, digested while it is read: what is digested is what is installed, however large it is. Its end is an
 * {@link IOException} when these are not the bytes that the location names.
 */
final class VerifiedArtifact extends FilterInputStream {

    private final DigestInputStream digested;
    private final String location;
    private boolean ended;
    private boolean another;

    private VerifiedArtifact(DigestInputStream digested, String location) {
        super(digested);
        this.digested = digested;
        this.location = location;
    }

    /** @param location ends with the digest, after a {@code #} */
    static VerifiedArtifact open(Path file, String location) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new VerifiedArtifact(new DigestInputStream(in, Digest.sha256()), location);
    }

    /** Whether it was read to its end, and is not the one that the location names. */
    boolean isAnother() {
        return another;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        checkAtEnd(read);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        checkAtEnd(read);
        return read;
    }

    private void checkAtEnd(int read) throws IOException {
        if (read < 0 && !ended) {
            ended = true;
            byte[] digest = digested.getMessageDigest().digest();
            another = !location.endsWith("#" + HexFormat.of().formatHex(digest));
        }
        if (another) {
            throw new IOException("not the bytes that were verified");
        }
    }
}
