package net.chingtech.ctos.skillhub.server.refusal;

import net.chingtech.ctos.format.Problem;

/** A request is not carried out, for a reason that whoever asked can read. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Refused(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
