package net.chingtech.ctos.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
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
    private final NewFile.Opener opener;

    public Download(HubAddress hub, Artifact expected, Path target, ProgressListener progress) {
        this(hub, expected, target, progress, NewFile.CREATE);
    }

    Download(HubAddress hub, Artifact expected, Path target, ProgressListener progress, NewFile.Opener opener) {
        this.problems = new Problems(hub);
        this.expected = expected;
        this.target = target;
        this.progress = progress;
        this.opener = opener;
    }

    @Override
    public Void read(ClassicHttpResponse response) throws IOException, HubFailure, ProvisioningException {
        long claimed = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
        if (claimed >= 0 && claimed != expected.size()) {
            throw wrong("it has " + claimed + " bytes, the signed statement says " + expected.size());
        }
        InputStream body = response.getEntity().getContent();
        try (NewFile file = NewFile.open(target, problems, opener)) {
            copy(body, file);
            file.keep();
            return null;
        }
    }

    private void copy(InputStream body, NewFile file) throws HubFailure, ProvisioningException {
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
            file.write(block, length);
            progress.transferred(bytes, expected.size());
        }
        if (bytes < expected.size()) {
            throw HubFailure.passing(problems.cutOff(bytes, expected.size()), null, null);
        }
        String sha256 = Digests.hex(digest.digest());
        if (!sha256.equals(expected.sha256())) {
            throw wrong("its SHA-256 is " + sha256 + ", the signed statement says " + expected.sha256());
        }
    }

    private int next(InputStream body, byte[] block, long bytes) throws HubFailure {
        try {
            return body.read(block);
        } catch (IOException e) {
            throw HubFailure.passing(problems.cutOff(bytes, expected.size()), null, e);
        }
    }

    private HubFailure wrong(String why) {
        return HubFailure.lasting(problems.wrongContent(why), null);
    }
}
