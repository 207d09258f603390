package net.chingtech.ctos.runtime;

import net.chingtech.ctos.format.Problem;

/** Settings do not fit, or cannot be known; nothing was changed. */
public final class SettingsRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public SettingsRefused(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
