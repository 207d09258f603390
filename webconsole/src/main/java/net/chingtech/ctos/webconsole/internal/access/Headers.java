package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;

/** The headers that every answer of the container carries, and how a problem is sent. */
public final class Headers {

    /**
     * What our own pages may load and do: nothing from elsewhere, no inline script or style. {@code lit-html} is the name
     * of the one Trusted Types policy, Lit's own. A picture may also come from the page's own memory: one that a tool answered.
     */
    public static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types lit-html";

    private Headers() {}

    public static void harden(HttpServletResponse response) {
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Sends a problem as the whole answer. */
    public static void send(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = Json.write(problem);
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
