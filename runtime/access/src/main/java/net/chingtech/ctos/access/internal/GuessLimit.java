package net.chingtech.ctos.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Makes guessing at one door slow: five wrong words within a minute close it for a second, every further one for twice
 * as long as the one before, up to a minute. The same wrong word again is no new guess, so that a program with an old
 * token shuts nobody out. Nobody is kept waiting: a closed door says no.
 */
final class GuessLimit {

    private static final int FREE_GUESSES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Clock clock;
    private final Deque<Guess> wrong = new ArrayDeque<>();
    private Duration pause = Duration.ZERO;
    private Instant closedUntil = Instant.MIN;

    private record Guess(Instant at, byte[] digest) {}

    GuessLimit(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean isClosed() {
        return clock.instant().isBefore(closedUntil);
    }

    synchronized void right() {
        wrong.clear();
        pause = Duration.ZERO;
    }

    /** Counts a wrong word, known by its digest; returns whether the door is closed now because of it. */
    synchronized boolean wrong(byte[] digest) {
        Instant now = clock.instant();
        forget(now);
        if (wrong.stream().anyMatch(guess -> Arrays.equals(guess.digest(), digest))) {
            return false;
        }
        wrong.addLast(new Guess(now, digest));
        if (wrong.size() < FREE_GUESSES && pause.isZero()) {
            return false;
        }
        pause = pause.isZero() ? Duration.ofSeconds(1) : pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        closedUntil = now.plus(pause);
        return true;
    }

    synchronized Duration pause() {
        return pause;
    }

    /** A minute without a guess, counted from when the door opened again, begins anew. */
    private void forget(Instant now) {
        if (!pause.isZero() && now.isAfter(closedUntil.plus(WINDOW))) {
            right();
        }
        for (Iterator<Guess> guesses = wrong.iterator(); guesses.hasNext(); ) {
            if (guesses.next().at().isBefore(now.minus(WINDOW))) {
                guesses.remove();
            }
        }
    }
}
