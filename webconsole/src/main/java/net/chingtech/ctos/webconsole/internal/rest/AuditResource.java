package net.chingtech.ctos.webconsole.internal.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.AuditLog;

/** What was done to this container, and whether that record is whole. */
final class AuditResource {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Doors doors;
    private final AtomicBoolean verifying = new AtomicBoolean();

    AuditResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("audit", this::entries).get("audit/verify", this::verify).get("audit/export", this::export);
    }

    /** With {@code from} the entries of that number and after, oldest first; else the newest first, page by page. */
    private void entries(Exchange exchange) throws Refusal, IOException {
        if (exchange.query("from") == null) {
            page(exchange);
            return;
        }
        int from = exchange.number("from", 1, 1, Integer.MAX_VALUE - 1);
        int limit = exchange.number("limit", USUAL, 1, MOST);
        List<AuditLog.Entry> found = doors.audit().from(from, limit + 1);
        boolean more = found.size() > limit;
        answer(
                exchange,
                more ? found.subList(0, limit) : found,
                more ? found.get(limit).number() : 0);
    }

    private void page(Exchange exchange) throws Refusal, IOException {
        int before = exchange.number("before", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        int most = exchange.number("most", USUAL, 1, MOST);
        String skill = exchange.query("skill");
        String id =
                skill == null ? null : Exchange.parsed(skill, SkillId::parse).value();
        AuditLog.Page page = doors.audit().page(before, id, most);
        answer(exchange, page.entries(), page.next());
    }

    private static void answer(Exchange exchange, List<AuditLog.Entry> entries, long next) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("entries", entries);
        if (next > 0) {
            answer.put("next", next);
        }
        exchange.answer(answer);
    }

    /** Walks the whole record, and nothing is recorded meanwhile: so one check at a time. */
    private void verify(Exchange exchange) throws Refusal, IOException {
        AuditLog audit = doors.audit();
        if (!verifying.compareAndSet(false, true)) {
            throw new Refusal(
                    429, "busy", "The record is being checked for somebody else.", "Try again in a few seconds.");
        }
        try {
            exchange.answer(audit.verify());
        } finally {
            verifying.set(false);
        }
    }

    private void export(Exchange exchange) throws Refusal, IOException {
        AuditLog audit = doors.audit();
        HttpServletResponse response = exchange.response();
        response.setContentType("application/jsonl");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.jsonl\"");
        audit.export(response.getOutputStream());
    }
}
