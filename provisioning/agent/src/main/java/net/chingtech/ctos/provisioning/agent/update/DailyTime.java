package net.chingtech.ctos.provisioning.agent.update;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import net.chingtech.ctos.format.Digests;

/** A container's own second of the day (UTC), so that a million containers do not all ask at once. */
public final class DailyTime {

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final long second;

    public DailyTime(String containerId) {
        byte[] digest = Digests.sha256().digest(containerId.getBytes(StandardCharsets.UTF_8));
        this.second = Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), DAY);
    }

    long second() {
        return second;
    }

    /** How long it is from {@code now} until that second comes next; never zero. */
    public Duration after(Instant now) {
        long today = Math.floorMod(now.getEpochSecond(), DAY);
        long wait = Math.floorMod(second - today, DAY);
        return Duration.ofSeconds(wait == 0 ? DAY : wait);
    }
}
