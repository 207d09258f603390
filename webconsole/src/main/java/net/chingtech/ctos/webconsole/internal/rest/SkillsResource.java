package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.Map;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** What is installed. */
final class SkillsResource {

    private final Doors doors;

    SkillsResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("skills", this::all).get("skills/{id}", this::one);
    }

    private void all(Exchange exchange) throws Refusal, IOException {
        exchange.answer(Map.of("skills", doors.skills().installed()));
    }

    private void one(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        exchange.answer(doors.skills().installed(exchange.skillId()));
    }
}
