package net.chingtech.ctos.skillhub.server.refusal;

import java.time.Duration;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;

/** A request is not carried out, for a reason that whoever asked can read. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration retryAfter;

    public Refused(Problem problem) {
        this(problem, null, null);
    }

    public Refused(Problem problem, Throwable cause) {
        this(problem, null, cause);
    }

    private Refused(Problem problem, Duration retryAfter, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** The same request would be carried out after so long. */
    public static Refused until(Duration retryAfter, Problem problem) {
        return new Refused(problem, retryAfter, null);
    }

    public Problem problem() {
        return problem;
    }

    /** When asking again may help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
