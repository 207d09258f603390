package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.Map;

/** What was done to this container, and whether that record is whole. */
final class AuditResource {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Doors doors;

    AuditResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("audit", this::newest)
                .get("audit/verify", exchange -> exchange.answer(doors.audit().verify()));
    }

    private void newest(Exchange exchange) throws Refusal, IOException {
        exchange.answer(Map.of("entries", doors.audit().newest(exchange.number("most", USUAL, 1, MOST))));
    }
}
