package net.chingtech.ctos.provisioning.agent.recovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.provisioning.agent.journal.Head;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.journal.MigrationEvents;
import net.chingtech.ctos.runtime.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down in the audit log what was made the truth just before the container ended, unless that was done already. */
final class LateRecord {

    private static final Logger LOG = LoggerFactory.getLogger(LateRecord.class);

    /** How far back a change is looked for that was cut off. */
    private static final int LATELY = 10_000;

    private final AuditLog log;

    LateRecord(AuditLog log) {
        this.log = log;
    }

    void write(Head head) {
        try {
            // A transaction is named by its task and the number of its group.
            String task = head.transaction().substring(0, head.transaction().lastIndexOf('-'));
            List<AuditLog.Entry> lately = log.newest(LATELY);
            for (Head.Item item : head.items()) {
                String action = item.kind().done();
                String subject = item.id() + "@" + (item.to() == null ? item.from() : item.to());
                boolean known = lately.stream()
                        .anyMatch(entry -> entry.action().equals(action)
                                && entry.subject().equals(subject)
                                && task.equals(entry.details().get("task")));
                if (!known) {
                    log.record(head.actor(), action, subject, details(head, item, task));
                    if (item.replaces() != null && item.id().isLegacy()) {
                        migration(head, item, task);
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.error("the audit log could not be written for {}", head.transaction(), e);
        }
    }

    private void migration(Head head, Head.Item legacy, String task) {
        Map<String, String> details = details(head, legacy, task);
        details.put("follower", legacy.replaces().value());
        String action = legacy.kind() == ItemKind.UNINSTALL ? MigrationEvents.DONE : MigrationEvents.UNDONE;
        log.record(head.actor(), action, legacy.id().value(), details);
    }

    private static Map<String, String> details(Head head, Head.Item item, String task) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("result", "succeeded");
        details.put("task", task);
        if (head.plan() != null) {
            details.put("plan", head.plan());
        }
        if (item.from() != null) {
            details.put("from", item.from().toString());
        }
        if (item.to() != null) {
            details.put("to", item.to().toString());
        }
        details.put("written", "at the container's next start: it ended before it could write this down");
        return details;
    }
}
