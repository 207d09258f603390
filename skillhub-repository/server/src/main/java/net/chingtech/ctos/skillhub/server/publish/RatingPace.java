package net.chingtech.ctos.skillhub.server.publish;

import java.time.Clock;
import java.time.Duration;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skillhub.server.refusal.Refused;

/** How often one rater may change its mind: each change is written to the disk and indexed. */
final class RatingPace {

    static final int MOST = 10;
    static final Duration WITHIN = Duration.ofMinutes(1);

    private static final int MOST_RATERS = 20_000;

    private final Lately lately;

    RatingPace(Clock clock) {
        this.lately = new Lately(clock, WITHIN, MOST_RATERS);
    }

    /** @throws Refused {@code too_many_ratings}, with the time after which there is room */
    synchronized void step(String rater) throws Refused {
        Duration wait = lately.untilFewerThan(MOST, rater);
        if (!wait.isZero()) {
            throw Refused.until(
                    wait,
                    new Problem(
                            429,
                            "too_many_ratings",
                            "More than " + MOST + " ratings came from one rater within a minute.",
                            "Try again in " + Math.max(1, wait.toSeconds()) + " seconds."));
        }
        lately.add(rater, rater);
    }
}
