package net.chingtech.ctos.clawhub.client;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.http.Refusals;

/**
 * How long one hub wants to be left alone: until then nobody asks it, whatever is wanted of it. Otherwise each of a hundred
 * questions would be refused once more, and a hub that counts them would ask for ever longer.
 */
final class Rest {

    /** A shorter one is waited for, question by question. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** A hub that asks for more is asked again after that, in case it did not mean it. */
    static final Duration LONGEST = Duration.ofHours(1);

    private final LongSupplier nanos;
    /** On the clock of {@link #nanos}; null when nothing was asked for. */
    private final AtomicReference<Long> end = new AtomicReference<>();

    /** @param nanos a clock that nobody sets */
    Rest(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Hears what a hub says when it refuses, whoever explains it. */
    Refusals hearing(Refusals words) {
        return answer -> {
            if (answer.status() == 429
                    && answer.retryAfter() != null
                    && answer.retryAfter().compareTo(SHORTEST) > 0) {
                Duration asked = answer.retryAfter().compareTo(LONGEST) > 0 ? LONGEST : answer.retryAfter();
                long until = nanos.getAsLong() + asked.toNanos();
                UnaryOperator<Long> later = known -> known == null || until - known > 0 ? until : known;
                end.updateAndGet(later);
            }
            return words.explain(answer);
        };
    }

    /** What is left of it in nanoseconds; empty when it may be asked. */
    OptionalLong left() {
        Long until = end.get();
        if (until == null) {
            return OptionalLong.empty();
        }
        long left = until - nanos.getAsLong();
        if (left > 0) {
            return OptionalLong.of(left);
        }
        end.compareAndSet(until, null);
        return OptionalLong.empty();
    }
}
