package net.chingtech.ctos.http;

import java.time.Duration;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** One try failed; says whether another may do better. */
public final class HubFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Kind kind;
    private final Duration retryAfter;

    /** What kind of failure it was. */
    enum Kind {
        /** The hub could not be reached at all. */
        NOT_CONNECTED,
        /** Another try may succeed. */
        PASSING,
        /** Another try would fail the same way. */
        LASTING
    }

    private HubFailure(Kind kind, Problem problem, Duration retryAfter, Throwable cause) {
        super(problem.toString(), cause);
        this.kind = kind;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    static HubFailure notConnected(Problem problem, Throwable cause) {
        return new HubFailure(Kind.NOT_CONNECTED, problem, null, cause);
    }

    /** Another try may succeed; {@code retryAfter} is how long the hub asks us to wait, or null. */
    public static HubFailure passing(Problem problem, Duration retryAfter, Throwable cause) {
        return new HubFailure(Kind.PASSING, problem, retryAfter, cause);
    }

    /** Another try would fail the same way. */
    public static HubFailure lasting(Problem problem, Throwable cause) {
        return new HubFailure(Kind.LASTING, problem, null, cause);
    }

    Kind kind() {
        return kind;
    }

    Problem problem() {
        return problem;
    }

    /** How long the hub asks us to wait. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    ProvisioningException toUser() {
        return new ProvisioningException(problem, getCause() == null ? this : getCause());
    }
}
