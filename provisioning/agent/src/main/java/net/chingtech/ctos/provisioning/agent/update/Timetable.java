package net.chingtech.ctos.provisioning.agent.update;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * When the sources are asked: at the container's own second of each day; soon, but not at once, when that was missed because
 * the container was off or asleep, so that those that wake together do not ask together; and again when one did not answer.
 */
public final class Timetable {

    private static final Duration ON_TIME = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(3);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);
    private static final int MOST_RETRIES = 5;

    /** By how much a clock may be put right without being taken for one that was set back. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final OwnTime own;
    private final UnaryOperator<Duration> random;
    private Instant pausedUntil;
    private Instant retryAt;
    private int retries;

    /** @param random gives some duration from zero up to the given one */
    public Timetable(OwnTime own, UnaryOperator<Duration> random) {
        this.own = own;
        this.random = random;
    }

    /** @param last when the sources were asked last, or null */
    boolean isDue(Instant last, Instant now) {
        Instant second = own.before(now);
        boolean setBack = last != null && last.isAfter(now.plus(TOLERANCE));
        if (last != null && !setBack && !last.isBefore(second)) {
            pausedUntil = null;
            return retryAt != null && (!now.isBefore(retryAt) || retryAt.isAfter(now.plus(LONGEST_RETRY)));
        }
        if (!setBack && now.isBefore(second.plus(ON_TIME))) {
            return true;
        }
        if (pausedUntil == null || pausedUntil.isAfter(now.plus(LONGEST_PAUSE))) {
            pausedUntil = now.plus(random.apply(LONGEST_PAUSE));
        }
        return !now.isBefore(pausedUntil);
    }

    /** Says how it went; when not all sources answered, they are asked again, ever later, a few times. */
    void asked(Instant now, boolean allAnswered) {
        pausedUntil = null;
        retries = allAnswered || retries == MOST_RETRIES ? 0 : retries + 1;
        if (retries == 0) {
            retryAt = null;
            return;
        }
        Duration longest = FIRST_RETRY.multipliedBy(1L << (retries - 1));
        retryAt = now.plus(random.apply(longest.compareTo(LONGEST_RETRY) < 0 ? longest : LONGEST_RETRY));
    }

    /** How long nothing can become due, at most. */
    Duration rest(Instant now, Duration most) {
        Duration rest = own.after(now);
        return rest.compareTo(most) < 0 ? rest : most;
    }
}
