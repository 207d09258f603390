package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.runtime.AuditLog;

/** An audit log of one entry, that remembers what else it was told. */
final class FakeAudit implements AuditLog {

    final List<String> recorded = new CopyOnWriteArrayList<>();

    @Override
    public void record(String actor, String action, String subject, Map<String, String> details) {
        recorded.add(actor + " " + action + (details.containsKey("name") ? " " + details : ""));
    }

    @Override
    public List<Entry> newest(int most) {
        Entry entry = new Entry(1, Instant.EPOCH, "admin", "skill_installed", "x.y@1.0.0", Map.of(), "", "ab");
        return List.of(entry).subList(0, Math.min(1, most));
    }

    @Override
    public Verdict verify() {
        return new Verdict(true, 1, 0, "The chain is whole.");
    }
}
