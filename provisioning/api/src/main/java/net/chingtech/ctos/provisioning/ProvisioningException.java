package net.chingtech.ctos.provisioning;

import net.chingtech.ctos.format.Problem;

/** Something that was asked for cannot be done; nothing was changed, or all was undone. */
public final class ProvisioningException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProvisioningException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public ProvisioningException(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
