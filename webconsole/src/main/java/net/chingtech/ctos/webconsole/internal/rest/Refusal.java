package net.chingtech.ctos.webconsole.internal.rest;

import java.util.Collection;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Violation;

/** A request is answered with a problem. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    Refusal(Problem problem) {
        this(problem, Map.of());
    }

    private Refusal(Problem problem, Map<String, String> headers) {
        super(problem.toString());
        this.problem = problem;
        this.headers = headers;
    }

    Refusal(int status, String code, String detail, String nextStep) {
        this(new Problem(status, code, detail, nextStep));
    }

    /** The address takes other methods, which are named. */
    static Refusal method(Collection<String> allowed) {
        String methods = String.join(", ", allowed);
        return new Refusal(
                new Problem(
                        405, "method_not_allowed", "This address does not take this method.", "Use " + methods + "."),
                Map.of("Allow", methods));
    }

    /** Nobody who may come in sent this. */
    static Refusal unauthenticated() {
        return new Refusal(
                new Problem(
                        401,
                        "unauthenticated",
                        "Who you are was not proven.",
                        "Log in at /ctos/login, or send the container's api-token as a bearer token."),
                Map.of("WWW-Authenticate", "Bearer realm=\"ctos\""));
    }

    /** A part of the container that answers this is not up yet. */
    static Refusal starting() {
        return new Refusal(
                new Problem(503, "starting", "The container is still starting its skills.", "Try again in a moment."),
                Map.of("Retry-After", "1"));
    }

    /** What was sent is not in its format; every faulty place is named. */
    static Refusal malformed(FormatException e) {
        return new Refusal(new Problem(
                400,
                e.code(),
                "What was sent is not in its format.",
                "Correct the places that are named and send it again.",
                e.violations().stream().map(Violation::toString).toList()));
    }

    Problem problem() {
        return problem;
    }

    /** Headers that belong to the answer. */
    Map<String, String> headers() {
        return headers;
    }
}
