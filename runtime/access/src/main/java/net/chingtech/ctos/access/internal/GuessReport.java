package net.chingtech.ctos.access.internal;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import net.chingtech.ctos.runtime.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of guessing at a secret: each time in the log, and in the audit log once an hour for each secret, so that who
 * goes on for days hides nothing else there.
 */
final class GuessReport {

    private static final Logger LOG = LoggerFactory.getLogger(GuessReport.class);
    private static final Duration QUIET = Duration.ofHours(1);

    private final AuditLog audit;
    private final Clock clock;
    private final Map<String, Instant> recorded = new HashMap<>();

    GuessReport(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** A door was closed for {@code pause}, since somebody guesses the secret called {@code name}. */
    void closed(String name, Duration pause) {
        LOG.warn("Somebody is guessing the secret of {}; it opens to nobody for {} s", name, pause.toSeconds());
        if (isNews(name)) {
            try {
                audit.record("container", "secret_guessing", name, Map.of());
            } catch (UncheckedIOException e) {
                LOG.error("The guessing could not be recorded", e);
            }
        }
    }

    private synchronized boolean isNews(String name) {
        Instant now = clock.instant();
        Instant before = recorded.get(name);
        // A clock that was set back is news, too, rather than hours of silence.
        if (before != null && !now.isBefore(before) && now.isBefore(before.plus(QUIET))) {
            return false;
        }
        recorded.put(name, now);
        return true;
    }
}
