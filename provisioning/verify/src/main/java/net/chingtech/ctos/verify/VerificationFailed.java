package net.chingtech.ctos.verify;

import net.chingtech.ctos.format.Problem;

/** Something is not what it says, or not from whom it says; it is to be thrown away. */
public final class VerificationFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public VerificationFailed(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public VerificationFailed(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
