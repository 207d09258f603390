package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.journal.MigrationEvents;
import net.chingtech.ctos.provisioning.agent.plan.Moving;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.store.Dispute;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.Quarantined;
import net.chingtech.ctos.runtime.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down every change: who, what, which digests, which permissions, and how it ended. */
public final class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final AuditLog log;

    public AuditTrail(AuditLog log) {
        this.log = log;
    }

    /**
     * Writes down what became of some items of a plan.
     *
     * @param disputes what registry and lock file disagreed on before
     * @param problem why it failed, or null
     */
    public void record(
            List<Part> parts, Map<SkillId, Dispute> disputes, Consent consent, String taskId, Problem problem) {
        for (Part part : parts) {
            Plan.Item item = part.item();
            note(consent.actor(), action(item, problem), subject(item), details(item, consent, taskId, problem));
            migration(part, consent, taskId, problem);
            if (problem == null && disputes.containsKey(item.id())) {
                note(
                        consent.actor(),
                        "lock_settled",
                        subject(item),
                        Map.of(
                                "differences",
                                String.join("; ", disputes.get(item.id()).differences()),
                                "plan",
                                consent.digest()));
            }
            if (problem == null && item.flags().contains(Plan.Flag.REVOKED)) {
                note(
                        consent.actor(),
                        "revoked_release_allowed",
                        subject(item),
                        Map.of(
                                "sha256", item.sha256(),
                                "reason", String.valueOf(item.trust().revoked().reason()),
                                "plan", consent.digest()));
            }
        }
    }

    /** Names only: what is carried over are secrets. */
    private void migration(Part part, Consent consent, String taskId, Problem problem) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("result", problem == null ? "succeeded" : problem.code());
        details.put("task", taskId);
        details.put("plan", consent.digest());
        if (part.leaves() != null) {
            Moving.There moving = part.leaves();
            details.put("follower", moving.follower().value());
            details.put("mapped_by", moving.origin());
            details.put("values", String.join(" ", moving.carried().values().keySet()));
            details.put(
                    "settings",
                    moving.carried().settings().stream()
                            .map(SkillMap.Value::env)
                            .collect(Collectors.joining(" ")));
            details.put(
                    "data",
                    moving.carried().data().stream()
                            .map(SkillMap.PathMove::from)
                            .collect(Collectors.joining(" ")));
            String action = problem == null ? MigrationEvents.DONE : MigrationEvents.FAILED;
            note(consent.actor(), action, moving.legacy().value(), details);
        } else if (part.returns() != null) {
            details.put("follower", part.returns().follower().value());
            String action = problem == null ? MigrationEvents.UNDONE : MigrationEvents.UNDO_FAILED;
            note(consent.actor(), action, part.item().id().value(), details);
        }
    }

    /** Writes down which grants a skill was given and lost while it was installed. */
    void grants(
            String subject,
            Collection<SkillPermission> before,
            Collection<SkillPermission> after,
            String actor,
            Problem problem) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("result", problem == null ? "succeeded" : problem.code());
        details.put("granted", names(after, before));
        details.put("taken_back", names(before, after));
        note(actor, problem == null ? "skill_grants_changed" : "skill_grants_change_failed", subject, details);
    }

    /**
     * Writes down which settings of a skill were changed.
     *
     * @param names of those that changed; never values
     */
    void configured(Entry entry, String names, String actor, String taskId, Problem problem) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("result", problem == null ? "succeeded" : problem.code());
        details.put("task", taskId);
        details.put("settings", names);
        note(
                actor,
                problem == null ? "skill_configured" : "skill_configure_failed",
                entry.id() + "@" + entry.current().version(),
                details);
    }

    /** Writes down that an id may be installed from anywhere again. */
    void pinForgotten(SkillId id, Pins.Pin pin, String actor) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("source", pin.source());
        details.put("publisher", pin.publisher());
        details.put("key_id", pin.keyId());
        if (pin.authority() != null) {
            details.put("authority_key_id", pin.authority());
        }
        note(actor, "pin_forgotten", id.value(), details);
    }

    /** Writes down that somebody changed which releases a skill, or the container, follows. */
    void subscribed(String action, String subject, Map<String, String> details, String actor) {
        note(actor, action, subject, details);
    }

    /**
     * Writes down what somebody told a hub of a skill.
     *
     * @param stars null when a rating was taken back
     */
    public void rated(Entry entry, Integer stars, String actor) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("source", entry.source());
        if (stars != null) {
            details.put("stars", stars.toString());
        }
        String subject = entry.id() + "@" + entry.current().version();
        note(actor, stars == null ? "skill_rating_taken_back" : "skill_rated", subject, details);
    }

    /** Writes down that a skill was stopped because it was revoked. */
    void quarantined(Entry entry) {
        Quarantined why = entry.quarantined();
        note(
                "container",
                "skill_quarantined",
                entry.id() + "@" + entry.current().version(),
                Map.of(
                        "sha256", why.sha256(),
                        "reason", why.reason(),
                        "revoked_by", why.saidBy(),
                        "revoked_at", String.valueOf(why.revokedAt())));
    }

    private void note(String actor, String action, String subject, Map<String, String> details) {
        try {
            log.record(actor, action, subject, details);
        } catch (RuntimeException e) {
            LOG.error("the audit log could not be written for {}", subject, e);
        }
    }

    private static String names(Collection<SkillPermission> all, Collection<SkillPermission> without) {
        return all.stream()
                .filter(permission -> !without.contains(permission))
                .map(SkillPermission::name)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String action(Plan.Item item, Problem problem) {
        if (problem != null) {
            return "skill_" + item.kind().name().toLowerCase(Locale.ROOT) + "_failed";
        }
        return ItemKind.valueOf(item.kind().name()).done();
    }

    private static String subject(Plan.Item item) {
        return item.id() + "@" + (item.to() == null ? item.from() : item.to());
    }

    private static Map<String, String> details(Plan.Item item, Consent consent, String taskId, Problem problem) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("result", problem == null ? "succeeded" : problem.code());
        details.put("task", taskId);
        details.put("plan", consent.digest());
        details.put("source", item.source());
        if (item.from() != null) {
            details.put("from", item.from().toString());
        }
        if (item.to() != null) {
            Set<SkillPermission> accepted = consent.accept().getOrDefault(item.consentKey(), Set.of());
            details.put("sha256", item.sha256());
            details.put("publisher", item.publisher());
            details.put("key_id", item.keyId());
            details.put("host", item.host());
            details.put(
                    "permissions",
                    accepted.stream().map(SkillPermission::name).sorted().collect(Collectors.joining(" ")));
        }
        if (item.hostBefore() != null && !item.hostBefore().equals(item.host())) {
            details.put("host_before", item.hostBefore());
        }
        if (item.trust() != null) {
            trust(item.trust(), details);
        }
        if (!item.flags().isEmpty()) {
            details.put("explicit_yes", new TreeSet<>(item.flags()).toString());
        }
        return details;
    }

    /** Who vouched; what was unusual about it, and was agreed to all the same. */
    private static void trust(Plan.Trust trust, Map<String, String> details) {
        details.put("vouched_by", trust.authority() == null ? "nobody" : trust.authority());
        Plan.KeyChange change = trust.keyChange();
        if (change != null) {
            details.put("key_id_before", change.pinned());
            details.put("key_change_vouched_by", change.vouchedBy());
            details.put("key_change_reason", change.reason());
        }
        if (trust.revoked() != null) {
            details.put("revoked_because", trust.revoked().reason());
        }
    }
}
