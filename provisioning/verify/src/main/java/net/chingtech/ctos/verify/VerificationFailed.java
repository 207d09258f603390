package net.chingtech.ctos.verify;

import java.util.Optional;
import net.chingtech.ctos.format.Problem;

/** Something is not what it says, or not from whom it says; it is to be thrown away. */
public final class VerificationFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final String stage;

    public VerificationFailed(Problem problem) {
        this(problem, null, null);
    }

    public VerificationFailed(Problem problem, Throwable cause) {
        this(problem, null, cause);
    }

    /** @param stage where it was refused; null when no release was looked at */
    VerificationFailed(Problem problem, String stage, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
        this.stage = stage;
    }

    public Problem problem() {
        return problem;
    }

    /**
     * The stage of the verification that refused; all before it had passed, none after it was entered: {@code envelope},
     * {@code certificate}, {@code name_space} of a statement; {@code notice}; {@code digest}, {@code zip}, {@code
     * jar_signature}, {@code manifest}, {@code content}, {@code agreement} of an artifact. Empty when no release was
     * looked at, as for {@code authority_invalid}.
     */
    public Optional<String> stage() {
        return Optional.ofNullable(stage);
    }
}
