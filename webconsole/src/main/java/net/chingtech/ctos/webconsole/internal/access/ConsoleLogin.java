package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The login of the stock console: our sessions, and our login page for who has none. The console is closed until this is
 * there (framework property {@code felix.webconsole.security.providers=ctos}), and this waits for the filter, so that no
 * page is ever open without either.
 */
@Component(service = SecurityProvider.class, property = SecurityProvider.PROPERTY_ID + "=" + ConsoleLogin.ID)
public final class ConsoleLogin implements SecurityProvider {

    /** What the framework property names. */
    static final String ID = "ctos";

    private final Visitors visitors;
    private final Sessions sessions;

    /** @param filter is only waited for */
    @Activate
    public ConsoleLogin(
            @Reference Visitors visitors,
            @Reference Sessions sessions,
            @Reference(target = "(" + ConsoleFilter.ID + "=true)") Filter filter) {
        this.visitors = visitors;
        this.sessions = sessions;
    }

    /** The console asks here before any filter runs, so the host is checked here, too. */
    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        Headers.harden(response);
        try {
            Optional<Problem> refusal = Guard.refusal(request);
            if (refusal.isPresent()) {
                Headers.send(response, refusal.get());
                return null;
            }
            Optional<Visitor> person = visitors.person(request);
            if (person.isEmpty()) {
                askToLogIn(request, response);
            }
            return person.orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean authorize(Object user, String role) {
        return user instanceof Visitor;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(sessions::end);
        SessionCookie.remove(request, response);
        try {
            response.sendRedirect(LoginServlet.LOGIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void askToLogIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Guard.isSafe(request)) {
            Headers.send(
                    response,
                    new Problem(
                            401,
                            "login_required",
                            "Your session is over.",
                            "Log in again at " + LoginServlet.LOGIN + "."));
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(loginFor(request));
    }

    /** The login page's address, that leads back to what was asked for. */
    public static String loginFor(HttpServletRequest request) {
        return LoginServlet.LOGIN + "?next=" + URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8);
    }
}
