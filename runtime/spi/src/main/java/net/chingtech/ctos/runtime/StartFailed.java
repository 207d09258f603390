package net.chingtech.ctos.runtime;

import net.chingtech.ctos.format.Problem;

/** A skill could not be started; nothing of it is running. */
public final class StartFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public StartFailed(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
