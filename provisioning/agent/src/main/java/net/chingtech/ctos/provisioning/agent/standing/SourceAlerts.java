package net.chingtech.ctos.provisioning.agent.standing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;

/** Tells administrators of sources that are not believed, and of those that cannot be asked once that begins to matter. */
public final class SourceAlerts {

    /** So long before its lists expire, a source that cannot be asked is worth a word. */
    private static final Duration SOON = Duration.ofDays(1);

    private static final String ROOT_CHANGED = "hub_root_changed";

    private final Alerts alerts;
    private final Clock clock;
    /** By source: the codes that were told since it answered last. */
    private final Map<String, Set<String>> told = new HashMap<>();

    public SourceAlerts(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * A source could not be asked, or what it said could not be believed.
     *
     * @param status of the source, from memory
     */
    synchronized void failed(SourceStatus status, Problem why) {
        Optional<String> disbelief = NotBelieved.words(status.id(), why.code());
        if (disbelief.isPresent()) {
            disbelieved(status.id(), disbelief.get(), why);
        }
        if (why.code().equals(ROOT_CHANGED)) {
            alerts.raiseOnce(Alert.Level.DANGER, null, why);
            return;
        }
        Instant expires = status.expiresAt();
        Instant now = clock.instant();
        if (expires != null && !expires.isAfter(now.plus(SOON))) {
            alerts.raiseOnce(Alert.Level.WARNING, null, stale(status, expires.isAfter(now), why));
        }
    }

    /** A source answered, and was believed: what is wrong with it after this is told anew. */
    synchronized void answered(String source) {
        told.remove(source);
    }

    /** Once for each code: what the source says of it differs from time to time. */
    private void disbelieved(String source, String words, Problem why) {
        if (told.computeIfAbsent(source, one -> new HashSet<>()).add(why.code())) {
            alerts.raise(
                    NotBelieved.level(why.code()),
                    null,
                    new Problem(
                            why.status(),
                            why.code(),
                            words,
                            why.nextStep(),
                            List.of(why.code() + ": " + why.detail())));
        }
    }

    private static Problem stale(SourceStatus status, boolean soon, Problem why) {
        String when = status.expiresAt().toString();
        return new Problem(
                503,
                "metadata_stale",
                soon
                        ? "The lists of " + status.id() + " are believed until " + when + ", and it cannot be asked for"
                                + " newer ones."
                        : "The lists of " + status.id() + " have expired at " + when
                                + ", and it cannot be asked for newer"
                                + " ones: nobody here would hear that one of its skills was revoked.",
                "Installed skills go on running; nothing new is installed from it once its lists have expired. "
                        + why.nextStep(),
                List.of(why.code() + ": " + why.detail()));
    }
}
