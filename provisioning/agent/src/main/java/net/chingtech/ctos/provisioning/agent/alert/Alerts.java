package net.chingtech.ctos.provisioning.agent.alert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.HomeFiles;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts of a container. The same thing said again is one alert until somebody has read it. What was read stays for 30
 * days; of what nobody has read, nothing goes without being written into the audit log.
 */
public final class Alerts {

    /** How long an alert that was read stays. */
    public static final Duration KEPT_AFTER_READING = Duration.ofDays(30);

    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private static final String LOST = "Earlier alerts are lost; the audit log has most of them.";

    private static final Comparator<Alert> NEWEST_FIRST =
            Comparator.comparing(Alert::at).reversed();

    private final Path file;
    private final AuditLog audit;
    private final Clock clock;
    /** Newest first. */
    private List<Alert> alerts;

    private Alerts(Path file, List<Alert> alerts, AuditLog audit, Clock clock) {
        this.file = file;
        this.alerts = alerts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads what is remembered. */
    public static Alerts open(ContainerHome home, HomeFiles files, AuditLog audit, Clock clock)
            throws ProvisioningException {
        Path file = home.registry().resolveSibling("alerts.json");
        AlertFile found =
                files.read(file, AlertFile.class, AlertFile.FORMAT, new AlertFile(AlertFile.FORMAT, List.of()), LOST);
        return new Alerts(file, found.alerts().stream().sorted(NEWEST_FIRST).toList(), audit, clock);
    }

    /** Newest first. */
    public synchronized List<Alert> all() {
        return kept();
    }

    /**
     * Says something, unless it was said and nobody has read it yet.
     *
     * @param skill whom it is about, or null
     * @return whether it is news
     */
    public synchronized boolean raise(Alert.Level level, SkillId skill, Problem problem) {
        return raise(level, skill, problem, alert -> alert.readAt() == null);
    }

    /** As {@link #raise}, but what was read lately is not said again, either: for what lasts and is looked at often. */
    public synchronized boolean raiseOnce(Alert.Level level, SkillId skill, Problem problem) {
        return raise(level, skill, problem, alert -> true);
    }

    /** As {@link #raise}; what is news is written into the audit log too, by the problem's code. */
    public boolean raiseAndRecord(Alert.Level level, SkillId skill, String subject, Problem problem) {
        return recorded(raise(level, skill, problem), subject, problem);
    }

    /** As {@link #raiseOnce}; what is news is written into the audit log too, by the problem's code. */
    public boolean raiseOnceAndRecord(Alert.Level level, SkillId skill, String subject, Problem problem) {
        return recorded(raiseOnce(level, skill, problem), subject, problem);
    }

    private boolean recorded(boolean news, String subject, Problem problem) {
        if (news) {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("detail", problem.detail());
            if (!problem.more().isEmpty()) {
                details.put("more", String.join("; ", problem.more()));
            }
            record("container", problem.code(), subject, details);
        }
        return news;
    }

    private boolean raise(Alert.Level level, SkillId skill, Problem problem, Predicate<Alert> counts) {
        boolean known = kept().stream()
                .filter(counts)
                .anyMatch(alert -> Objects.equals(alert.skill(), skill)
                        && alert.problem().code().equals(problem.code())
                        && alert.problem().detail().equals(problem.detail()));
        if (known) {
            return false;
        }
        List<Alert> more = new ArrayList<>(kept());
        more.add(0, new Alert(UUID.randomUUID().toString(), clock.instant(), level, skill, problem, null));
        alerts = capped(more);
        LOG.warn("{}: {}", skill == null ? "alert" : skill, problem);
        try {
            write();
        } catch (IOException e) {
            LOG.error("{} could not be written; what it lacks is in memory until the container stops", file, e);
        }
        return true;
    }

    /** As {@code SkillManager.acknowledge}. */
    public synchronized Alert acknowledge(String alertId, String actor) throws ProvisioningException {
        Alert found = kept().stream()
                .filter(alert -> alert.id().equals(alertId))
                .findFirst()
                .orElseThrow(() -> Refusals.of(
                        404, "alert_unknown", "There is no alert " + alertId + ".", "See the list of alerts."));
        if (found.readAt() != null) {
            return found;
        }
        Alert read = new Alert(found.id(), found.at(), found.level(), found.skill(), found.problem(), clock.instant());
        List<Alert> before = alerts;
        alerts = kept().stream().map(alert -> alert == found ? read : alert).toList();
        try {
            write();
        } catch (IOException e) {
            alerts = before;
            throw new ProvisioningException(DiskFailures.of(e, "write " + file), e);
        }
        record(actor, "alert_read", read);
        return read;
    }

    private List<Alert> kept() {
        Instant oldest = clock.instant().minus(KEPT_AFTER_READING);
        return alerts.stream()
                .filter(alert -> alert.readAt() == null || alert.readAt().isAfter(oldest))
                .toList();
    }

    /** Too many: the oldest that were read go; when all the others are unread, the oldest of them, and that is audited. */
    private List<Alert> capped(List<Alert> all) {
        List<Alert> left = new ArrayList<>(all);
        for (int i = left.size() - 1; i >= 0 && left.size() > MOST; i--) {
            if (left.get(i).readAt() != null) {
                left.remove(i);
            }
        }
        while (left.size() > MOST) {
            record("container", "alert_dropped_unread", left.remove(left.size() - 1));
        }
        return left;
    }

    private void write() throws IOException {
        WholeFile.write(file, Json.writePretty(new AlertFile(AlertFile.FORMAT, alerts)));
    }

    private void record(String actor, String action, Alert alert) {
        record(
                actor,
                action,
                alert.skill() == null ? "container" : alert.skill().value(),
                Map.of(
                        "alert", alert.id(),
                        "code", alert.problem().code(),
                        "detail", alert.problem().detail(),
                        "raised_at", alert.at().toString()));
    }

    private void record(String actor, String action, String subject, Map<String, String> details) {
        try {
            audit.record(actor, action, subject, details);
        } catch (RuntimeException e) {
            LOG.error("the audit log could not be written for {}", subject, e);
        }
    }
}
