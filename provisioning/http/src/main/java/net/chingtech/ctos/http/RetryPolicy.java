package net.chingtech.ctos.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: a random time up to a limit that doubles (full jitter, so that many containers
 * do not come back at once), and never less than the hub asks for.
 */
final class RetryPolicy {

    static final int TRIES = 3;

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT_ASKED = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private final Clock clock;

    RetryPolicy(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * @param tried how many tries were made
     * @return empty when there should be no further try
     */
    Optional<Duration> pause(int tried, HubFailure failure) {
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        if (failure.kind() == HubFailure.Kind.LASTING || tried >= TRIES || asked.compareTo(LONGEST_WAIT_ASKED) > 0) {
            return Optional.empty();
        }
        long limit = FIRST.toMillis() << (tried - 1);
        Duration jitter = Duration.ofMillis(random.nextLong(limit + 1));
        return Optional.of(jitter.compareTo(asked) > 0 ? jitter : asked);
    }

    /** Reads a Retry-After header: seconds or a date; null when there is none that can be read. */
    Duration retryAfter(String header) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        return HttpDates.parse(text)
                .map(at -> Duration.between(clock.instant(), at))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(null);
    }
}
