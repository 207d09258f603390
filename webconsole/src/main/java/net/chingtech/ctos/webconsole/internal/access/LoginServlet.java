package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.Authenticator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The way in and out for people: a form that works without scripts, and a session in a cookie. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=ctos-login",
            "osgi.http.whiteboard.servlet.pattern=" + LoginServlet.LOGIN,
            "osgi.http.whiteboard.servlet.pattern=" + LoginServlet.LOGOUT
        })
public final class LoginServlet extends HttpServlet {

    public static final String LOGIN = "/ctos/login";
    public static final String LOGOUT = "/ctos/logout";

    private static final long serialVersionUID = 1L;

    private final transient Authenticator authenticator;
    private final transient Sessions sessions;
    private final transient AuditLog audit;

    @Activate
    public LoginServlet(
            @Reference Authenticator authenticator, @Reference Sessions sessions, @Reference AuditLog audit) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.audit = audit;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.harden(response);
        response.setHeader("Cache-Control", "no-store");
        Optional<Problem> refusal = Guard.refusal(request);
        boolean leaving = request.getServletPath().equals(LOGOUT);
        if (refusal.isPresent()) {
            Headers.send(response, refusal.get());
        } else if (request.getMethod().equals("POST")) {
            if (leaving) {
                logOut(request, response);
            } else {
                logIn(request, response);
            }
        } else if (Guard.isSafe(request) && !leaving) {
            Optional<Language> chosen = Language.tagged(request.getParameter("lang"));
            chosen.ifPresent(language -> response.addHeader("Set-Cookie", language.cookie()));
            Language language = chosen.orElseGet(() -> Language.of(request));
            show(response, 200, new LoginPage(language, LoginPage.next(request.getParameter("next")), ""));
        } else {
            response.setHeader("Allow", leaving ? "POST" : "GET, HEAD, POST");
            Headers.send(
                    response,
                    new Problem(405, "method_not_allowed", "This address takes other methods.", "Send POST."));
        }
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> form = Form.read(request);
        String next = LoginPage.next(form.get("next"));
        // Asked for first: a password that is changed meanwhile opens nothing.
        long password = authenticator.passwordState().number();
        Optional<Authenticator.Identity> identity =
                authenticator.password(form.getOrDefault("user", ""), form.getOrDefault("password", ""));
        if (identity.isEmpty()) {
            show(response, 401, new LoginPage(Language.of(request), next, form.getOrDefault("user", "")));
            return;
        }
        audit.record(identity.get().name(), "console_login", "console", Map.of());
        // A new id at every login: an id that somebody else knew beforehand is worth nothing.
        SessionCookie.read(request).ifPresent(sessions::end);
        SessionCookie.set(request, response, sessions.begin(identity.get().name(), password));
        see(response, next);
    }

    private void logOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(sessions::end);
        SessionCookie.remove(request, response);
        see(response, LOGIN);
    }

    private static void see(HttpServletResponse response, String where) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", where);
    }

    private static void show(HttpServletResponse response, int status, LoginPage page) throws IOException {
        byte[] html = page.html(status == 401).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", Headers.PAGE_POLICY);
        // With no referrer at all a browser would hide the form's origin, too, which the guard wants to see.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}
