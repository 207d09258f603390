package net.chingtech.ctos.access.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.audit.AuditLine;
import net.chingtech.ctos.runtime.AuditLog;

/** Gathers one page of the record from its lines, the newest first. */
final class AuditPage implements LinesBackwards.Visitor {

    /** How many lines are looked at for one page: a filter that fits little must not read a long record at once. */
    static final int MOST_LOOKED_AT = 20_000;

    private final long before;
    private final String skill;
    private final int most;
    private final List<AuditLog.Entry> entries = new ArrayList<>();
    private long number;
    private int lookedAt;
    private long next;

    /** @param lines how many there are, which is the number of the first that is handed over */
    AuditPage(long lines, long before, String skill, int most) {
        this.number = lines + 1;
        this.before = before;
        this.skill = skill;
        this.most = most;
    }

    @Override
    public boolean line(byte[] line) {
        number--;
        if (number >= before) {
            return true;
        }
        if (entries.size() == most || lookedAt == MOST_LOOKED_AT) {
            next = number + 1;
            return false;
        }
        lookedAt++;
        // To find the id in a line is much less than to read what the line says.
        if (skill == null || new String(line, StandardCharsets.UTF_8).contains(skill)) {
            Optional<AuditLog.Entry> entry = AuditLine.read(line).map(FileAuditLog::entry);
            entry.filter(one -> skill == null || AuditLog.isAbout(one, skill)).ifPresent(entries::add);
        }
        return true;
    }

    AuditLog.Page found() {
        return new AuditLog.Page(entries, next);
    }
}
