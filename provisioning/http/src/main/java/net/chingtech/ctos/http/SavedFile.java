package net.chingtech.ctos.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/**
 * Streams an answer whose length and digest nobody signed into a new file: so many bytes at most, or no file at all. What
 * comes too slowly is given up, whatever length the hub claims.
 */
public final class SavedFile implements HubClient.Reader<Long> {

    private static final int BLOCK = 64 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int SLOWEST = 32 * 1024;

    private final Problems problems;
    private final Path target;
    private final long most;
    private final LongSupplier nanos;

    /** @param most how many bytes it may have */
    public SavedFile(HubAddress hub, Path target, long most) {
        this(hub, target, most, System::nanoTime);
    }

    SavedFile(HubAddress hub, Path target, long most, LongSupplier nanos) {
        this.problems = new Problems(hub);
        this.target = target;
        this.most = most;
        this.nanos = nanos;
    }

    /** @return how many bytes it has */
    @Override
    public Long read(ClassicHttpResponse response) throws IOException, HubFailure, ProvisioningException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            throw HubFailure.lasting(problems.invalid("a file is empty"), null);
        }
        if (entity.getContentLength() > most) {
            throw tooLarge();
        }
        try (NewFile file = NewFile.open(target, problems, NewFile.CREATE)) {
            long bytes = copy(entity.getContent(), entity.getContentLength(), file);
            file.keep();
            return bytes;
        }
    }

    private long copy(InputStream body, long claimed, NewFile file) throws HubFailure, ProvisioningException {
        byte[] block = new byte[BLOCK];
        long bytes = 0;
        long begun = nanos.getAsLong();
        for (int length = next(body, block, bytes, claimed); length >= 0; length = next(body, block, bytes, claimed)) {
            bytes += length;
            if (bytes > most) {
                throw tooLarge();
            }
            if (nanos.getAsLong() - begun > GRACE.plusSeconds(bytes / SLOWEST).toNanos()) {
                throw HubFailure.lasting(problems.tooSlow(bytes), null);
            }
            file.write(block, length);
        }
        if (claimed >= 0 && bytes < claimed) {
            throw HubFailure.passing(problems.cutOff(bytes, claimed), null, null);
        }
        return bytes;
    }

    private int next(InputStream body, byte[] block, long bytes, long claimed) throws HubFailure {
        try {
            return body.read(block);
        } catch (IOException e) {
            throw HubFailure.passing(problems.cutOff(bytes, claimed), null, e);
        }
    }

    private HubFailure tooLarge() {
        return HubFailure.lasting(problems.fileTooLarge(most), null);
    }
}
