package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.verify.VerificationFailed;

/** A step could not be done. */
public final class StepFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public StepFailed(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    static StepFailed of(ProvisioningException refusal) {
        return new StepFailed(refusal.problem(), refusal);
    }

    static StepFailed of(VerificationFailed failure) {
        return new StepFailed(failure.problem(), failure);
    }

    static StepFailed of(StartFailed failure) {
        return new StepFailed(failure.problem(), failure);
    }

    static StepFailed of(IOException failure, String what) {
        return new StepFailed(DiskFailures.of(failure, what), failure);
    }
}
