package net.chingtech.ctos.webconsole.internal.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Digests;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The sessions of people in browsers. They end after half an hour without a request, after twelve hours in any case, and
 * with the container: nothing is on disk. An id is known only to its browser; here lies its digest.
 */
@Component(service = Sessions.class)
public final class Sessions {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    static final int MOST = 200;
    private static final int ID_BYTES = 32;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new HashMap<>();

    @Activate
    public Sessions() {
        this(Clock.systemUTC());
    }

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Begins a session; the id that is returned is shown once, to its browser. */
    synchronized String begin(String user) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.isOver(now));
        if (sessions.size() >= MOST) {
            sessions.values().stream()
                    .min(Comparator.comparing(Session::lastSeen))
                    .ifPresent(oldest -> sessions.values().remove(oldest));
        }
        String id = secret();
        sessions.put(digest(id), new Session(new Visitor(user, secret()), now, now));
        return id;
    }

    /** Whose session it is; a request in it keeps it alive. */
    synchronized Optional<Visitor> visitor(String id) {
        String digest = digest(id);
        Session session = sessions.get(digest);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (session.isOver(now)) {
            sessions.remove(digest);
            return Optional.empty();
        }
        sessions.put(digest, new Session(session.visitor(), session.begun(), now));
        return Optional.of(session.visitor());
    }

    synchronized Optional<Visitor> end(String id) {
        return Optional.ofNullable(sessions.remove(digest(id))).map(Session::visitor);
    }

    private String secret() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String digest(String id) {
        return Digests.sha256Hex(id.getBytes(StandardCharsets.UTF_8));
    }

    private record Session(Visitor visitor, Instant begun, Instant lastSeen) {
        boolean isOver(Instant now) {
            return lastSeen.plus(IDLE).isBefore(now) || begun.plus(LONGEST).isBefore(now);
        }
    }
}
