package net.chingtech.ctos.verify.internal.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.chingtech.ctos.verify.internal.Refused;

/** When this hub was last asked with success, and so whether the clock here can be right. */
public final class Moments {

    /** Clocks are set, and drift, by this much. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** A timestamp list lasts days; one that lasts longer than this means that the clock here stands in the past. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private static final int LARGEST = 64;

    private final HubFolder folder;
    private final Clock clock;

    public Moments(HubFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** When everything was last right; nothing when it never was, or that is not known any more. */
    public Optional<Instant> lastRefresh() {
        try {
            return folder.read(HubFolder.REFRESHED, LARGEST).map(text -> Instant.parse(new String(text, UTF_8)));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    void refreshed(Instant at) throws Refused {
        folder.write(HubFolder.REFRESHED, at.toString().getBytes(UTF_8));
    }

    /** Refuses a clock that went back. */
    void mustNotRunBackwards(Instant now, Optional<Instant> hubClock) throws Refused {
        Optional<Instant> last = lastRefresh();
        if (last.isPresent() && now.isBefore(last.get().minus(TOLERANCE))) {
            throw Refusals.clockBehind(now, last.get(), hubClock);
        }
    }

    /** Refuses a clock that stood in the past from the beginning, such as at 1970. */
    void mustNotBeFarBehind(Instant now, Instant timestampExpires, Optional<Instant> hubClock) throws Refused {
        if (timestampExpires.isAfter(now.plus(LONGEST))) {
            throw Refusals.clockFarBehind(now, timestampExpires, hubClock);
        }
    }
}
