package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.Map;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** What administrators have to know; shown until somebody read it. */
final class AlertsResource {

    private final Doors doors;

    AlertsResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get(
                        "alerts",
                        exchange ->
                                exchange.answer(Map.of("alerts", doors.skills().alerts())))
                .put("alerts/{alert}/read", this::read);
    }

    private void read(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        exchange.answer(doors.skills()
                .acknowledge(exchange.part("alert"), exchange.visitor().name()));
    }
}
