package net.chingtech.ctos.gateways.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.runtime.AuditLog;

/** An audit that remembers each entry as one line: action, subject, details. */
final class RecordingAudit implements AuditLog {

    final List<String> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(String actor, String action, String subject, Map<String, String> details) {
        entries.add(action + " " + subject + " " + new java.util.TreeMap<>(details));
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
