package net.chingtech.ctos.provisioning.agent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.runtime.AuditLog;

/** Remembers what was written down. */
final class FakeAudit implements AuditLog {

    final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(String actor, String action, String subject, Map<String, String> details) {
        entries.add(new Entry(entries.size() + 1L, null, actor, action, subject, Map.copyOf(details), "", ""));
    }

    @Override
    public List<Entry> newest(int most) {
        return entries;
    }

    @Override
    public Verdict verify() {
        return new Verdict(true, entries.size(), 0, "");
    }
}
