package net.chingtech.ctos.host.framework;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.runtime.AuditLog;

/** Keeps what was recorded, as one line each. */
final class RecordedAudit implements AuditLog {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void record(String actor, String action, String subject, Map<String, String> details) {
        lines.add(action + " " + subject + " " + details);
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public List<Entry> newest(int most) {
        return List.of();
    }

    @Override
    public Verdict verify() {
        return new Verdict(true, 0, 0, "");
    }
}
