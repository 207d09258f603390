package net.chingtech.ctos.host.internal.process;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.runtime.AuditLog;

/** An audit in memory. */
final class RememberedAudit implements AuditLog {

    final List<String> actions = new CopyOnWriteArrayList<>();

    @Override
    public void record(String actor, String action, String subject, Map<String, String> details) {
        actions.add(action + " " + subject + " " + details);
    }

    @Override
    public List<Entry> newest(int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Verdict verify() {
        throw new UnsupportedOperationException();
    }
}
