package net.chingtech.ctos.mcp.internal;

import io.modelcontextprotocol.server.transport.ServerTransportSecurityException;
import io.modelcontextprotocol.server.transport.ServerTransportSecurityValidator;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.Authenticator;
import net.chingtech.ctos.runtime.Authenticator.Door;
import net.chingtech.ctos.runtime.Authenticator.Identity;

/**
 * The door in front of the library's servlet: lets in who holds the MCP token, and each session only to its own user.
 * The library's servlet is registered nowhere, so that there is no way around this one.
 */
final class McpEndpoint extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Request attribute with the caller's name; nobody is let through without. */
    static final String USER = McpEndpoint.class.getName() + ".user";

    private static final String SESSION_HEADER = "Mcp-Session-Id";
    private static final String SCHEME = "Bearer ";

    private final transient HttpServlet transport;
    private final transient Authenticator authenticator;
    private final transient ServerTransportSecurityValidator origins;
    private final transient SessionOwners sessions = new SessionOwners();

    McpEndpoint(HttpServlet transport, Authenticator authenticator, ServerTransportSecurityValidator origins) {
        this.transport = transport;
        this.authenticator = authenticator;
        this.origins = origins;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        transport.init(config);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        // Before anything else, so that a page of another site learns nothing, not even by guessing tokens.
        if (isForeign(request, response)) {
            return;
        }
        Optional<Identity> caller = bearer(request).flatMap(token -> authenticator.token(Door.MCP, token));
        if (caller.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"ctos\"");
            refuse(
                    response,
                    new Problem(
                            401,
                            "unauthorized",
                            "This door needs the MCP token.",
                            "Send it as Authorization: Bearer; it is in secrets/mcp-token of the container's home."));
            return;
        }
        String user = caller.get().name();
        String session = request.getHeader(SESSION_HEADER);
        if (session != null && !sessions.isOf(session, user)) {
            refuse(
                    response,
                    new Problem(404, "session_unknown", "There is no such session of yours.", "Initialize a new one."));
            return;
        }
        request.setAttribute(USER, user);
        transport.service(request, new Watched(response, user));
        if ("GET".equals(request.getMethod()) && request.isAsyncStarted()) {
            // The library sends the head of a listening stream with its first event only: its reader would wait until
            // then. Not before this: whoever has the head is told of every change. Its own writer knows one at a time.
            response.getWriter().flush();
        }
        if (session != null && "DELETE".equals(request.getMethod())) {
            sessions.closed(session);
        }
    }

    private boolean isForeign(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        try {
            origins.validateHeaders(headers);
            return false;
        } catch (ServerTransportSecurityException e) {
            boolean host = e.getStatusCode() == 421;
            refuse(
                    response,
                    new Problem(
                            e.getStatusCode(),
                            host ? "host_refused" : "origin_refused",
                            host
                                    ? "This container does not answer to that host name."
                                    : "This request comes from another site.",
                            "Use the address that ./ctos run printed."));
            return true;
        }
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(Json.write(problem));
    }

    /** Learns of a new session from the answer that opens it. */
    private final class Watched extends HttpServletResponseWrapper {

        private final String user;

        Watched(HttpServletResponse response, String user) {
            super(response);
            this.user = user;
        }

        @Override
        public void setHeader(String name, String value) {
            if (SESSION_HEADER.equalsIgnoreCase(name)) {
                sessions.opened(value, user);
            }
            super.setHeader(name, value);
        }
    }
}
