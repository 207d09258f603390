package net.chingtech.ctos.provisioning.agent.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import net.chingtech.ctos.format.Problem;

/**
 * The sources that kept somebody waiting in vain a moment ago. Whoever only looks does not wait for them again meanwhile;
 * whoever changes something asks them all the same.
 */
public final class Resting {

    /** So long a source is left out. */
    static final Duration REST = Duration.ofSeconds(60);

    /** A source that is quickly seen to be down slows nobody down, and may be back at once. */
    static final Duration LONG = Duration.ofSeconds(3);

    private final LongSupplier nanos;
    private final Map<String, Rest> resting = new ConcurrentHashMap<>();

    private record Rest(Problem problem, long until) {}

    public Resting(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Why a source is left out now, if it is. */
    Optional<Problem> of(String source) {
        Rest rest = resting.get(source);
        long left = rest == null ? 0 : rest.until - nanos.getAsLong();
        return left <= 0 ? Optional.empty() : Optional.of(worded(rest.problem, left));
    }

    private static Problem worded(Problem problem, long left) {
        String more = " It is left out of what is searched for "
                + Math.max(1, Duration.ofNanos(left).toSeconds()) + " s.";
        return new Problem(
                problem.status(), problem.code(), problem.detail() + more, problem.nextStep(), problem.more());
    }

    /** A source that failed after a {@link #LONG} time, or was given up. */
    void failed(String source, Problem problem) {
        if (problem.code().equals("source_unreachable")) {
            resting.put(source, new Rest(problem, nanos.getAsLong() + REST.toNanos()));
        }
    }

    void answered(String source) {
        resting.remove(source);
    }
}
