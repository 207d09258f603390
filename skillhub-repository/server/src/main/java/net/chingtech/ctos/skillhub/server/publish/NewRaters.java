package net.chingtech.ctos.skillhub.server.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skillhub.server.refusal.Refused;

/**
 * How many raters that nobody knew before one address may bring: a secret costs nothing, so without a limit one machine were
 * as many raters as it likes. Held in memory; a start of the hub begins anew.
 */
public final class NewRaters {

    static final int MOST = 10;
    static final Duration WITHIN = Duration.ofHours(1);

    /** More addresses than these within the time are no users, and their memory is ours. */
    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Newcomer>> byAddress = new HashMap<>();

    public NewRaters(Clock clock) {
        this.clock = clock;
    }

    private record Newcomer(String rater, Instant at) {}

    /**
     * Lets a new rater in. One that was let in a moment ago counts once, whatever it takes back in between.
     *
     * @throws Refused {@code too_many_raters}, with the time after which there is room
     */
    public synchronized void admit(String address, String rater) throws Refused {
        Instant now = clock.instant();
        Instant begin = now.minus(WITHIN);
        if (byAddress.size() >= MOST_ADDRESSES && !byAddress.containsKey(address)) {
            byAddress.values().forEach(newcomers -> expire(newcomers, begin));
            byAddress.values().removeIf(Deque::isEmpty);
            if (byAddress.size() >= MOST_ADDRESSES) {
                throw refused(WITHIN);
            }
        }
        Deque<Newcomer> newcomers = byAddress.computeIfAbsent(address, first -> new ArrayDeque<>());
        expire(newcomers, begin);
        if (newcomers.stream().anyMatch(one -> one.rater().equals(rater))) {
            return;
        }
        if (newcomers.size() >= MOST) {
            throw refused(Duration.between(begin, newcomers.getFirst().at()).plusSeconds(1));
        }
        newcomers.addLast(new Newcomer(rater, now));
    }

    private static void expire(Deque<Newcomer> newcomers, Instant begin) {
        while (!newcomers.isEmpty() && !newcomers.getFirst().at().isAfter(begin)) {
            newcomers.removeFirst();
        }
    }

    private static Refused refused(Duration wait) {
        return Refused.until(
                wait,
                new Problem(
                        429,
                        "too_many_raters",
                        "More than " + MOST + " new raters came from one address within an hour.",
                        "Try again in " + Math.max(1, wait.toMinutes())
                                + " minutes, or rate with a secret that this hub" + " knows already."));
    }
}
