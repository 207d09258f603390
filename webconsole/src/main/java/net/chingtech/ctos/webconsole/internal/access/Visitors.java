package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import net.chingtech.ctos.runtime.Authenticator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says who sent a request: a browser by its session, a program by its token. */
@Component(service = Visitors.class)
public final class Visitors {

    private final Authenticator authenticator;
    private final Sessions sessions;

    @Activate
    public Visitors(@Reference Authenticator authenticator, @Reference Sessions sessions) {
        this.authenticator = authenticator;
        this.sessions = sessions;
    }

    /** The person whose browser sent this. */
    public Optional<Visitor> person(HttpServletRequest request) {
        return SessionCookie.read(request).flatMap(sessions::visitor);
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
