package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.runtime.AuditLog;

/** An audit log of one entry at first, that remembers what else it was told. */
final class FakeAudit implements AuditLog {

    /** Newest first. */
    final List<Entry> entries = new CopyOnWriteArrayList<>(List.of(entry(1)));

    final List<String> recorded = new CopyOnWriteArrayList<>();

    /** Whether it takes no more entries. */
    volatile boolean full;

    @Override
    public void record(String actor, String action, String subject, Map<String, String> details) {
        if (full) {
            throw new UncheckedIOException("the audit log cannot be written", new IOException("No space left"));
        }
        recorded.add(actor + " " + action + (details.containsKey("name") ? " " + details : ""));
    }

    @Override
    public List<Entry> newest(int most) {
        return entries.subList(0, Math.min(entries.size(), most));
    }

    /** What is waited for in the middle of a check. */
    interface Wait {
        void forIt() throws InterruptedException;
    }

    Wait whileVerifying = () -> {};
    Verdict verdict = new Verdict(true, 1, 0, "The chain is whole.");

    @Override
    public Verdict verify() {
        try {
            whileVerifying.forIt();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return verdict;
    }

    static Entry entry(long number) {
        return new Entry(number, Instant.EPOCH, "admin", "skill_installed", "x.y@1.0.0", Map.of(), "", "ab");
    }
}
