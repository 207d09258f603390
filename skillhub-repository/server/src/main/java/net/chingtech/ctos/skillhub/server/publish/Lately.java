package net.chingtech.ctos.skillhub.server.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who did something within a time, by keys such as networks. Held in memory, for so many keys: when there are more, the one
 * that was looked at longest ago is forgotten, so that a crowd keeps nobody else out. Not safe for several threads.
 */
final class Lately {

    private final Clock clock;
    private final Duration within;
    private final Map<String, Deque<Deed>> byKey;

    private record Deed(String who, Instant at) {}

    Lately(Clock clock, Duration within, int mostKeys) {
        this.clock = clock;
        this.within = within;
        this.byKey = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Deque<Deed>> eldest) {
                return size() > mostKeys;
            }
        };
    }

    boolean has(String key, String who) {
        return of(key, clock.instant()).stream().anyMatch(deed -> deed.who().equals(who));
    }

    /** How long until there are fewer than so many for this key; zero when there are. */
    Duration untilFewerThan(int most, String key) {
        Instant now = clock.instant();
        Deque<Deed> deeds = of(key, now);
        return deeds.size() < most
                ? Duration.ZERO
                : Duration.between(now.minus(within), deeds.getFirst().at()).plusSeconds(1);
    }

    void add(String key, String who) {
        Instant now = clock.instant();
        of(key, now).addLast(new Deed(who, now));
    }

    private Deque<Deed> of(String key, Instant now) {
        Instant begin = now.minus(within);
        Deque<Deed> deeds = byKey.computeIfAbsent(key, first -> new ArrayDeque<>());
        while (!deeds.isEmpty() && !deeds.getFirst().at().isAfter(begin)) {
            deeds.removeFirst();
        }
        return deeds;
    }
}
