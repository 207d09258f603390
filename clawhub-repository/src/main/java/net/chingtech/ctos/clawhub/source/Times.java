package net.chingtech.ctos.clawhub.source;

import java.time.Instant;

/** ClawHub's times: milliseconds since 1970, from somebody unknown. */
final class Times {

    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private Times() {}

    /** Null when nothing that can be true was said. */
    static Instant of(Long millis) {
        return millis == null || millis <= 0 || millis > LATEST ? null : Instant.ofEpochMilli(millis);
    }

    static Instant orEpoch(Long millis) {
        Instant time = of(millis);
        return time == null ? Instant.EPOCH : time;
    }
}
