package net.chingtech.ctos.gateways.internal.traffic;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.runtime.Traffic.Destination;

/** Counts what one skill sends and gets, by destination. */
public final class SkillTraffic {

    /** What stands for an answer that never came. */
    public static final String FAILED = "failed";

    private static final int MOST_DESTINATIONS = 1_000;

    /** What is new since the last summary, and what there was in all. */
    private final Map<String, Count> all = new LinkedHashMap<>();

    private final Map<String, Count> fresh = new LinkedHashMap<>();
    private final Clock clock;

    public SkillTraffic(Clock clock) {
        this.clock = clock;
    }

    /** One exchange or connection that is over. */
    public synchronized void count(String host, int port, String method, String status, long out, long in) {
        Instant now = clock.instant();
        count(all, host, port).add(method, status, out, in, now);
        count(fresh, host, port).add(method, status, out, in, now);
    }

    private static Count count(Map<String, Count> counts, String host, int port) {
        Count known = counts.get(host + ":" + port);
        if (known != null) {
            return known;
        }
        return counts.size() < MOST_DESTINATIONS
                ? counts.computeIfAbsent(host + ":" + port, key -> new Count(host, port))
                : counts.computeIfAbsent("*", key -> new Count("*", 0));
    }

    public synchronized List<Destination> destinations() {
        return all.values().stream().map(Count::destination).toList();
    }

    /** A line for each destination that something went to since this was called before. */
    public synchronized List<String> summary() {
        List<String> lines = new ArrayList<>();
        for (Count count : fresh.values()) {
            Destination to = count.destination();
            lines.add("network: " + to.host() + ":" + to.port() + " " + new TreeMap<>(to.methods()) + ", answers "
                    + new TreeMap<>(to.statuses()) + ", " + to.bytesOut() + " bytes out, " + to.bytesIn()
                    + " bytes in");
        }
        fresh.clear();
        return lines;
    }

    private static final class Count {

        /** A skill makes up its methods and a peer its statuses, as far as they are taken at all. */
        private static final int MOST_KINDS = 32;

        private final String host;
        private final int port;
        private final Map<String, Long> methods = new TreeMap<>();
        private final Map<String, Long> statuses = new TreeMap<>();
        private long out;
        private long in;
        private Instant first;
        private Instant last;

        Count(String host, int port) {
            this.host = host;
            this.port = port;
        }

        void add(String method, String status, long bytesOut, long bytesIn, Instant now) {
            methods.merge(methods.size() < MOST_KINDS ? method : "*", 1L, Long::sum);
            statuses.merge(statuses.size() < MOST_KINDS ? status : "*", 1L, Long::sum);
            out += bytesOut;
            in += bytesIn;
            first = first == null ? now : first;
            last = now;
        }

        Destination destination() {
            return new Destination(host, port, methods, statuses, out, in, first, last);
        }
    }
}
