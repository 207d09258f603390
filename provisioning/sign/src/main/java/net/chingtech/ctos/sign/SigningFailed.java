package net.chingtech.ctos.sign;

import net.chingtech.ctos.format.Problem;

/** A key, a certificate or a JAR cannot be used or made; nothing was left behind. */
public final class SigningFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public SigningFailed(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public SigningFailed(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    static SigningFailed because(String code, String detail, String nextStep) {
        return new SigningFailed(new Problem(400, code, detail, nextStep));
    }

    static SigningFailed because(String code, String detail, String nextStep, Throwable cause) {
        return new SigningFailed(new Problem(400, code, detail, nextStep), cause);
    }

    public Problem problem() {
        return problem;
    }
}
