package net.chingtech.ctos.launcher.failure;

import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.launcher.words.Moments;

/** A command cannot do what it was asked: what happened and what to do next, in one line for whoever typed it. */
public final class CommandFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * @param code stable reason code
     * @param detail what happened, without a full stop
     * @param nextStep what to do now
     */
    public CommandFailed(String code, String detail, String nextStep) {
        this(new Problem(500, code, detail, nextStep));
    }

    public CommandFailed(String code, String detail, String nextStep, Throwable cause) {
        this(code, detail, nextStep);
        initCause(cause);
    }

    /** An answer of the container or the hub, handed on as it came. */
    public CommandFailed(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** The one line, and what more the problem says below it. */
    public String forPeople() {
        StringBuilder text = new StringBuilder("ctos: ").append(sentence(problem.detail()));
        if (problem.nextStep() != null && !problem.nextStep().isEmpty()) {
            text.append(' ').append(sentence(problem.nextStep()));
        }
        text.append(" (").append(problem.code()).append(')');
        problem.more().forEach(line -> text.append("\n  ").append(line));
        return Moments.in(text.toString());
    }

    private static String sentence(String text) {
        return text.isEmpty() || ".!?:".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }
}
