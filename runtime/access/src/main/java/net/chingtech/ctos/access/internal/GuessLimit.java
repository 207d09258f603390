package net.chingtech.ctos.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes guessing at one door slow: five wrong words within a minute close it for a second, every further one for twice
 * as long as the one before, up to a minute. The same wrong word again is no new guess, so that a program with an old
 * token shuts nobody out; nor is it held to the secret again, so that it costs nothing. A closed door says no at once.
 *
 * <p>Words are held to the secret one after the other, so that many at once are no more guesses than one by one. Whoever
 * would wait long for that finds the door closed.
 */
final class GuessLimit {

    private static final int FREE_GUESSES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** Time for the free guesses of a burst, each a slow hash. */
    private static final Duration WAIT = Duration.ofSeconds(3);

    private static final long NO_SECRET = -1;

    private final Clock clock;
    private final Duration wait;
    private final Semaphore turn = new Semaphore(1, true);
    /** Hardly more than ten, since each one over the free guesses closes the door for longer. */
    private final Deque<Guess> wrong = new ArrayDeque<>();

    private Duration pause = Duration.ZERO;
    private Instant closedUntil = Instant.MIN;

    /** What became of a word. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** It was not looked at. */
        CLOSED
    }

    /**
     * A word that did not open.
     *
     * @param number of the secret that it was held to, or {@link #NO_SECRET}
     * @param fits whether it is the right one, and only the user was wrong
     */
    private record Guess(Instant at, byte[] digest, long number, boolean fits) {

        boolean isOf(byte[] other) {
            return Arrays.equals(digest, other);
        }
    }

    GuessLimit(Clock clock) {
        this(clock, WAIT);
    }

    GuessLimit(Clock clock, Duration wait) {
        this.clock = clock;
        this.wait = wait;
    }

    synchronized boolean isClosed() {
        return clock.instant().isBefore(closedUntil);
    }

    synchronized Duration pause() {
        return pause;
    }

    /**
     * Holds a word to the secret, if the door is open and the word is not known to be wrong.
     *
     * @param digest the word's
     * @param number asks for the number of the secret that holds
     * @param fits holds the word to the secret; empty when there is none
     */
    Outcome attempt(byte[] digest, boolean rightUser, LongSupplier number, Supplier<Optional<Boolean>> fits) {
        Optional<Outcome> known = known(digest, rightUser, number.getAsLong());
        if (known.isPresent()) {
            return known.get();
        }
        if (!isItsTurn()) {
            return Outcome.CLOSED;
        }
        try {
            // The number before the secret: what is remembered of a later one under it only costs another look.
            long held = number.getAsLong();
            // Those before may have closed the door, or tried the same word.
            known = known(digest, rightUser, held);
            if (known.isPresent()) {
                return known.get();
            }
            Optional<Boolean> fitting = fits.get();
            boolean rightWord = fitting.orElse(false);
            if (rightUser & rightWord) {
                right();
                return Outcome.RIGHT;
            }
            wrong(digest, fitting.isPresent() ? held : NO_SECRET, rightWord);
            return Outcome.WRONG;
        } finally {
            turn.release();
        }
    }

    private boolean isItsTurn() {
        try {
            return turn.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is to be said without a look at the secret. */
    private synchronized Optional<Outcome> known(byte[] digest, boolean rightUser, long number) {
        if (isClosed()) {
            return Optional.of(Outcome.CLOSED);
        }
        forget(clock.instant());
        // The right word with another's name is no reason to refuse it to whose it is.
        boolean wrongBefore = wrong.stream()
                .anyMatch(guess -> guess.number() == number && guess.isOf(digest) && !(guess.fits() && rightUser));
        return wrongBefore ? Optional.of(Outcome.WRONG) : Optional.empty();
    }

    private synchronized void right() {
        wrong.clear();
        pause = Duration.ZERO;
    }

    private synchronized void wrong(byte[] digest, long number, boolean fits) {
        Instant now = clock.instant();
        forget(now);
        Optional<Guess> before =
                wrong.stream().filter(guess -> guess.isOf(digest)).findFirst();
        if (before.isPresent()) {
            // It is wrong for another secret now, and still counted once.
            wrong.remove(before.get());
            wrong.addLast(new Guess(before.get().at(), digest, number, fits));
            return;
        }
        wrong.addLast(new Guess(now, digest, number, fits));
        if (wrong.size() < FREE_GUESSES && pause.isZero()) {
            return;
        }
        pause = pause.isZero() ? Duration.ofSeconds(1) : pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        closedUntil = now.plus(pause);
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
