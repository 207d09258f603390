package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.Authenticator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says who sent a request: a browser by its session, a program by its token. */
@Component(service = Visitors.class)
public final class Visitors {

    /** What a page sends along when it looks again by itself, and nobody did anything. */
    static final String IDLE_HEADER = "X-CTOS-Idle";

    private final Authenticator authenticator;
    private final Sessions sessions;

    @Activate
    public Visitors(@Reference Authenticator authenticator, @Reference Sessions sessions) {
        this.authenticator = authenticator;
        this.sessions = sessions;
    }

    /** The person whose browser sent this. */
    public Optional<Visitor> person(HttpServletRequest request) {
        Optional<String> id = SessionCookie.read(request);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        long password = authenticator.passwordState().number();
        return sessions.visitor(id.get(), password, request.getHeader(IDLE_HEADER) == null);
    }

    /** Whether somebody chose the password; else it is the one of the first start. */
    public boolean isPasswordChosen() {
        return authenticator.passwordState().chosen();
    }

    /**
     * Changes the password for the person whose browser sent this; all their other sessions are over then.
     *
     * @return why not, or empty; see {@link Authenticator#changePassword}
     * @throws Sessions.SessionOver another password was set since the request came in
     */
    public Optional<Problem> changePassword(HttpServletRequest request, String current, String next)
            throws Sessions.SessionOver {
        AtomicReference<Optional<Problem>> refusal = new AtomicReference<>();
        sessions.outliving(
                SessionCookie.read(request).orElse(""),
                () -> {
                    refusal.set(authenticator.changePassword(current, next));
                    return refusal.get().isEmpty();
                },
                () -> authenticator.passwordState().number());
        return refusal.get();
    }

    /** The program or person that sent this; who sends a token is judged by it alone. */
    public Optional<Visitor> any(HttpServletRequest request) {
        Optional<String> token = Bearer.token(request);
        if (token.isPresent()) {
            return authenticator
                    .token(Authenticator.Door.REST, token.get())
                    .map(identity -> new Visitor(identity.name(), null));
        }
        return person(request);
    }
}
