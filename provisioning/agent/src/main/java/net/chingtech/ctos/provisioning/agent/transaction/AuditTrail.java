package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
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

    /** @param problem why it failed, or null */
    public void record(Planned planned, Consent consent, String taskId, Problem problem) {
        for (Part part : planned.parts()) {
            Plan.Item item = part.item();
            try {
                log.record(
                        consent.actor(), action(item, problem), subject(item), details(item, consent, taskId, problem));
            } catch (RuntimeException e) {
                LOG.error("the audit log could not be written for {}", subject(item), e);
            }
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
        try {
            log.record(
                    actor, problem == null ? "skill_grants_changed" : "skill_grants_change_failed", subject, details);
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
        return switch (item.kind()) {
            case INSTALL -> "skill_installed";
            case UPDATE -> "skill_updated";
            case ROLLBACK -> "skill_rolled_back";
            case UNINSTALL -> "skill_uninstalled";
            case RESTART -> "skill_restarted";
        };
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
        if (!item.flags().isEmpty()) {
            details.put("explicit_yes", new TreeSet<>(item.flags()).toString());
        }
        return details;
    }
}
