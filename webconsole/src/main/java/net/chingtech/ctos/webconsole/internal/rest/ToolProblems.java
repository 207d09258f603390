package net.chingtech.ctos.webconsole.internal.rest;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skill.ToolException;

/** How a failed call is told: the tool's own code and words, and what to do. */
final class ToolProblems {

    private ToolProblems() {}

    static Problem of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (!(cause instanceof ToolException tool)) {
            return new Problem(
                    500,
                    "internal_error",
                    "The container failed to call the tool; its log says why.",
                    "Look into the container's log and report what it says.");
        }
        return switch (tool.code()) {
            case "tool_unknown" -> problem(404, tool, "See which tools there are at " + RestServlet.ROOT + "/tools.");
            case "input_invalid" ->
                problem(400, tool, "Correct the input; the tool's input_schema says what it takes.");
            case "call_denied", "data_denied", "network_denied" ->
                problem(
                        403,
                        tool,
                        "See what the skill may do, and grant what it would like to: ./ctos grant ID, or its page in the"
                                + " Marketplace.");
            case "network_address_denied" ->
                problem(
                        403,
                        tool,
                        "A host of the inner network is reached only when the container was started with"
                                + " --internal-host HOST:PORT and the skill was granted this host and port.");
            case "call_timeout" -> problem(504, tool, "Try again; when it stays so, look into the skill's log.");
            case "skill_busy", "skill_updating" -> problem(503, tool, "Call again in a moment.");
            case "skill_stopping" -> problem(503, tool, "See with ./ctos list whether the skill runs, and call again.");
            case "skill_restarted", "call_cut_off" ->
                problem(503, tool, "See whether it was done, and call again; the skill runs again by then.");
            case "skill_failed" ->
                problem(503, tool, "Start the skill again with ./ctos restart, or go back to the version before.");
            case "tool_failed" -> problem(422, tool, "Look into the skill's log.");
            default -> problem(422, tool, "Change what you ask for, and call again.");
        };
    }

    private static Problem problem(int status, ToolException e, String nextStep) {
        return new Problem(status, e.code(), e.getMessage(), nextStep);
    }
}
