package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** What this container tells a hub of a skill that it has from there. */
final class RatingResource {

    private final Doors doors;

    RatingResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.put("skills/{id}/rating", this::rate).delete("skills/{id}/rating", exchange -> answer(exchange, null));
    }

    private void rate(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        JsonNode stars = exchange.body(JsonNode.class).path("stars");
        // Which whole numbers they are is the agent's to say.
        if (!stars.isIntegralNumber() || !stars.canConvertToInt()) {
            throw new Refusal(
                    400,
                    "stars_invalid",
                    "The body does not say how many stars.",
                    "Send {\"stars\": 4}, from 1 to 5; DELETE takes a rating back.");
        }
        answer(exchange, stars.intValue());
    }

    private void answer(Exchange exchange, Integer stars) throws Refusal, ProvisioningException, IOException {
        exchange.answer(doors.skills()
                .rate(exchange.skillId(), stars, exchange.visitor().name()));
    }
}
