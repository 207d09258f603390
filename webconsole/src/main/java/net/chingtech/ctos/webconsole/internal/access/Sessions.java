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
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import net.chingtech.ctos.format.Digests;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The sessions of people in browsers. They end after half an hour in which nobody did anything, after twelve hours in any
 * case, when the password becomes another, and with the container: nothing is on disk. An id is known only to its browser;
 * here lies its digest.
 */
@Component(service = Sessions.class)
public final class Sessions {

    public static final Duration IDLE = Duration.ofMinutes(30);
    public static final Duration LONGEST = Duration.ofHours(12);
    static final int MOST = 200;
    private static final int ID_BYTES = 32;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new HashMap<>();
    /** Held while the password is changed, which takes long; nobody else waits for it. */
    private final Object changing = new Object();

    @Activate
    public Sessions() {
        this(Clock.systemUTC());
    }

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins a session; the id that is returned is shown once, to its browser.
     *
     * @param password the number of the password that opened it
     */
    synchronized String begin(String user, long password) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.isOver(now));
        if (sessions.size() >= MOST) {
            sessions.values().stream()
                    .min(Comparator.comparing(Session::lastSeen))
                    .ifPresent(oldest -> sessions.values().remove(oldest));
        }
        String id = secret();
        sessions.put(digest(id), new Session(new Visitor(user, secret()), now, now, password));
        return id;
    }

    /**
     * Whose session it is.
     *
     * @param password the number of the password that holds now
     * @param used whether somebody did something, which keeps the session alive; a page that only looks again does not
     */
    synchronized Optional<Visitor> visitor(String id, long password, boolean used) {
        String digest = digest(id);
        Session session = sessions.get(digest);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (session.isOver(now) || !session.isOpenedBy(password)) {
            sessions.remove(digest);
            return Optional.empty();
        }
        if (used) {
            sessions.put(digest, session.seen(now));
        }
        return Optional.of(session.visitor());
    }

    /**
     * Lets somebody change the password in a session, which is the only one that outlives it. One at a time: whoever comes
     * second finds the session as the first one left it.
     *
     * @param change says whether there is another password now
     * @param password asks for the number of the password that holds
     * @throws SessionOver nothing was changed, since another password holds than the one that opened the session
     */
    void outliving(String id, BooleanSupplier change, LongSupplier password) throws SessionOver {
        String digest = digest(id);
        synchronized (changing) {
            long own = beginChange(digest, password.getAsLong());
            boolean changed = false;
            try {
                changed = change.getAsBoolean();
            } finally {
                // Its own number again, never the present one: that may be of a password set elsewhere meanwhile.
                mark(digest, changed ? password.getAsLong() : own);
                if (changed) {
                    keepOnly(digest);
                }
            }
        }
    }

    /** While the password is changed, requests of other windows in the same session may come before or after. */
    private synchronized long beginChange(String digest, long present) throws SessionOver {
        Session session = sessions.get(digest);
        if (session == null || session.isOver(clock.instant()) || !session.isOpenedBy(present)) {
            sessions.remove(digest);
            throw new SessionOver();
        }
        mark(digest, Session.ANY);
        return session.password();
    }

    private synchronized void mark(String digest, long password) {
        sessions.computeIfPresent(digest, (id, session) -> session.openedBy(password));
    }

    private synchronized void keepOnly(String digest) {
        sessions.keySet().removeIf(other -> !other.equals(digest));
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

    /** What was asked for needs a session, which is over. */
    public static final class SessionOver extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** @param password the number of the password that opened it, or {@link #ANY} */
    private record Session(Visitor visitor, Instant begun, Instant lastSeen, long password) {

        static final long ANY = -1;

        boolean isOver(Instant now) {
            return lastSeen.plus(IDLE).isBefore(now) || begun.plus(LONGEST).isBefore(now);
        }

        boolean isOpenedBy(long present) {
            return password == ANY || password == present;
        }

        Session seen(Instant now) {
            return new Session(visitor, begun, now, password);
        }

        Session openedBy(long number) {
            return new Session(visitor, begun, lastSeen, number);
        }
    }
}
