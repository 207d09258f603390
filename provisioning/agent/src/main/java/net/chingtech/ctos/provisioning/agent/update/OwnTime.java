package net.chingtech.ctos.provisioning.agent.update;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import net.chingtech.ctos.format.Digests;

/** A container's own second of each day, or of each hour (UTC), so that a million containers do not all ask at once. */
public final class OwnTime {

    private final long period;
    private final long second;

    /** @param period at least a second */
    public OwnTime(String containerId, Duration period) {
        byte[] digest = Digests.sha256().digest(containerId.getBytes(StandardCharsets.UTF_8));
        this.period = period.toSeconds();
        this.second = Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), this.period);
    }

    long second() {
        return second;
    }

    /** How long it is from {@code now} until that second comes next; never zero. */
    public Duration after(Instant now) {
        long passed = Math.floorMod(now.getEpochSecond(), period);
        long wait = Math.floorMod(second - passed, period);
        return Duration.ofSeconds(wait == 0 ? period : wait);
    }

    /** When that second was last; {@code now} itself when it is that second. */
    Instant before(Instant now) {
        long passed = Math.floorMod(now.getEpochSecond() - second, period);
        return Instant.ofEpochSecond(now.getEpochSecond() - passed);
    }
}
