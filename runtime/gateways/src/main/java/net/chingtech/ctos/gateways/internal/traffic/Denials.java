package net.chingtech.ctos.gateways.internal.traffic;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import net.chingtech.ctos.runtime.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what one skill was denied, in its log and in the audit. In each minute only the first few: a skill that tries
 * again and again must not fill the audit, nor wear out the disk under it.
 */
public final class Denials {

    static final int MOST_LOGGED = 20;
    static final int MOST_AUDITED = 5;

    private static final String DENIED = "permission_denied";
    private static final long MINUTE_MS = 60_000;
    private static final Logger LOG = LoggerFactory.getLogger(Denials.class);

    private final String subject;
    private final BiConsumer<Level, String> log;
    private final AuditLog audit;
    private final Clock clock;
    private final Map<String, Long> recorded = new HashMap<>();
    private long minute;
    private int inThisMinute;
    private int unwritten;

    /** @param subject the skill and its version */
    public Denials(String subject, BiConsumer<Level, String> log, AuditLog audit, Clock clock) {
        this.subject = subject;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
    }

    public synchronized void denied(String permission, String call) {
        long now = clock.millis() / MINUTE_MS;
        if (now != minute) {
            sayHowManyMore();
            minute = now;
            inThisMinute = 0;
        }
        inThisMinute++;
        if (inThisMinute > MOST_LOGGED) {
            unwritten++;
            return;
        }
        log.accept(Level.WARNING, "denied: " + call + " (needs " + permission + ")");
        if (inThisMinute <= MOST_AUDITED) {
            record(DENIED, Map.of("permission", permission, "call", call));
        }
    }

    /** Says how many denials of a minute that is over were not written down. */
    public synchronized void flush() {
        if (clock.millis() / MINUTE_MS != minute) {
            sayHowManyMore();
        }
    }

    /** Something else that an administrator should know of the skill: each kind at most once in a minute. */
    public synchronized void record(String action, String detail) {
        Long before = recorded.put(action, clock.millis());
        if (before == null || clock.millis() - before >= MINUTE_MS) {
            record(action, Map.of("detail", detail));
        }
    }

    private void sayHowManyMore() {
        if (unwritten > 0) {
            log.accept(Level.WARNING, "denied: " + unwritten + " times more within a minute");
            record(DENIED, Map.of("more", String.valueOf(unwritten)));
            unwritten = 0;
        }
    }

    private void record(String action, Map<String, String> details) {
        try {
            audit.record("container", action, subject, details);
        } catch (RuntimeException e) {
            // It holds all the same.
            LOG.error("What {} did could not be written into the audit", subject, e);
        }
    }
}
