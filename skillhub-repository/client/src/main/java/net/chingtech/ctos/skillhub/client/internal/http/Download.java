package net.chingtech.ctos.skillhub.client.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.ReleaseStatement.Artifact;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSource.ProgressListener;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** Streams an artifact into a new file: exactly as many bytes as were signed for, with their digest, or no file at all. */
public final class Download implements HubClient.Reader<Void> {

    private static final int BLOCK = 64 * 1024;

    private final Problems problems;
    private final Artifact expected;
    private final Path target;
    private final ProgressListener progress;
    private final Opener opener;

    /** Makes the new file; a test puts one there that is full. */
    interface Opener {
        FileChannel open(Path target) throws IOException;
    }

    public Download(HubAddress hub, Artifact expected, Path target, ProgressListener progress) {
        this(hub, expected, target, progress, Download::create);
    }

    Download(HubAddress hub, Artifact expected, Path target, ProgressListener progress, Opener opener) {
        this.problems = new Problems(hub);
        this.expected = expected;
        this.target = target;
        this.progress = progress;
        this.opener = opener;
    }

    private static FileChannel create(Path target) throws IOException {
        return FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public Void read(ClassicHttpResponse response) throws IOException, HubFailure, ProvisioningException {
        long claimed = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
        if (claimed >= 0 && claimed != expected.size()) {
            throw wrong("it has " + claimed + " bytes, the signed statement says " + expected.size());
        }
        InputStream body = response.getEntity().getContent();
        FileChannel file = open();
        boolean done = false;
        try {
            copy(body, file);
            close(file);
            done = true;
            return null;
        } finally {
            if (!done) {
                remove(file);
            }
        }
    }

    private void copy(InputStream body, FileChannel file) throws HubFailure, ProvisioningException {
        MessageDigest digest = Digests.sha256();
        byte[] block = new byte[BLOCK];
        long bytes = 0;
        progress.transferred(0, expected.size());
        for (int length = next(body, block, bytes); length >= 0; length = next(body, block, bytes)) {
            bytes += length;
            if (bytes > expected.size()) {
                throw wrong("it is longer than the " + expected.size() + " bytes of the signed statement");
            }
            digest.update(block, 0, length);
            write(file, ByteBuffer.wrap(block, 0, length));
            progress.transferred(bytes, expected.size());
        }
        if (bytes < expected.size()) {
            throw HubFailure.passing(problems.cutOff(bytes, expected.size()), null, null);
        }
        String sha256 = Digests.hex(digest.digest());
        if (!sha256.equals(expected.sha256())) {
            throw wrong("its SHA-256 is " + sha256 + ", the signed statement says " + expected.sha256());
        }
        write(file, null);
    }

    private int next(InputStream body, byte[] block, long bytes) throws HubFailure {
        try {
            return body.read(block);
        } catch (IOException e) {
            throw HubFailure.passing(problems.cutOff(bytes, expected.size()), null, e);
        }
    }

    /** Writes bytes, or with null makes sure that all of them are on the disk. */
    private void write(FileChannel file, ByteBuffer bytes) throws ProvisioningException {
        try {
            if (bytes == null) {
                file.force(true);
                return;
            }
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private FileChannel open() throws ProvisioningException {
        try {
            return opener.open(target);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private ProvisioningException notWritten(IOException e) {
        String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = why.contains("no space left") || why.contains("quota exceeded");
        String name = target.getFileName().toString();
        return new ProvisioningException(
                full
                        ? problems.diskFull(name)
                        : problems.notWritten(name, e.getClass().getSimpleName()),
                e);
    }

    private HubFailure wrong(String why) {
        return HubFailure.lasting(problems.wrongContent(why), null);
    }

    private void close(FileChannel file) throws ProvisioningException {
        try {
            file.close();
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private void remove(FileChannel file) throws ProvisioningException {
        try {
            file.close();
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }
}
