package net.chingtech.ctos.provisioning.agent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.runtime.AuditLog;

/** Remembers what was written down. */
final class FakeAudit implements AuditLog {

    final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** Why the record is broken at its second line; null when it is whole. */
    String broken;

    List<String> actions() {
        return entries.stream().map(Entry::action).toList();
    }

    /** What was done to what, in order. */
    List<String> acts() {
        return entries.stream().map(one -> one.action() + " " + one.subject()).toList();
    }

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
        return broken == null ? new Verdict(true, entries.size(), 0, "") : new Verdict(false, 1, 2, broken);
    }
}
