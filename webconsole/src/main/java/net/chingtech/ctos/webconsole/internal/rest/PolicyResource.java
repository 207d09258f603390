package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.UpdatePolicy;

/** Which updates come, and by themselves: for the container, and for one skill. */
final class PolicyResource {

    private static final String POLICY_INVALID = "policy_invalid";
    private static final String HOW = "Send security, patch and minor as silent or ask, release_age_hours as a whole"
            + " number, and window as {\"days\", \"from\", \"to\", \"zone\"}; what is left out is not set here.";

    /** A year: what is older is no reason to wait. */
    private static final int LONGEST_AGE = 24 * 366;

    private final Doors doors;

    PolicyResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.put("skills/{id}/pin", this::pin)
                .put("skills/{id}/channel", this::channel)
                .put("skills/{id}/policy", this::ofSkill)
                .get("policy", exchange -> exchange.answer(doors.skills().policy()))
                .put("policy", this::ofContainer);
    }

    private void pin(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        JsonNode body = exchange.body(JsonNode.class);
        JsonNode pinned = body.path("pinned");
        if (!pinned.isBoolean()) {
            throw new Refusal(
                    400,
                    "pin_invalid",
                    "The body does not say whether the version is held.",
                    "Send {\"pinned\": true} or {\"pinned\": false}.");
        }
        exchange.answer(doors.skills()
                .hold(
                        exchange.skillId(),
                        pinned.booleanValue(),
                        exchange.visitor().name()));
    }

    private void channel(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        JsonNode channel = exchange.body(JsonNode.class).path("channel");
        if (!channel.isTextual()) {
            throw new Refusal(
                    400,
                    "channel_invalid",
                    "The body does not name a channel.",
                    "Send {\"channel\": \"stable\"}, \"beta\" or \"nightly\".");
        }
        exchange.answer(doors.skills()
                .channel(
                        exchange.skillId(),
                        Exchange.parsed(channel.textValue(), Channel::parse),
                        exchange.visitor().name()));
    }

    private void ofSkill(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        exchange.answer(doors.skills()
                .policy(exchange.skillId(), policy(exchange), exchange.visitor().name()));
    }

    private void ofContainer(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        exchange.answer(
                doors.skills().policy(policy(exchange), exchange.visitor().name()));
    }

    /** A misspelt name would quietly set something else than what was meant, so it is refused. */
    private static UpdatePolicy policy(Exchange exchange) throws Refusal, IOException {
        JsonNode body = exchange.body(JsonNode.class);
        mustHoldOnly(body, "The policy", Set.of("security", "patch", "minor", "release_age_hours", "window"));
        JsonNode age = body.path("release_age_hours");
        if (age.isNumber() && (!age.isIntegralNumber() || age.asLong() < 0 || age.asLong() > LONGEST_AGE)) {
            throw new Refusal(
                    400, POLICY_INVALID, "release_age_hours is not a whole number from 0 to " + LONGEST_AGE + ".", HOW);
        }
        if (body.hasNonNull("window")) {
            mustHoldOnly(body.path("window"), "The window", Set.of("days", "from", "to", "zone"));
            for (JsonNode day : body.path("window").path("days")) {
                if (!day.isTextual()) {
                    throw new Refusal(400, POLICY_INVALID, "The window names a day that is no text.", HOW);
                }
            }
        }
        UpdatePolicy policy = Exchange.parsed(body, json -> Json.read(json, UpdatePolicy.class));
        UpdatePolicy.Window window = policy.window();
        if (window != null && (window.from() == null || window.to() == null || window.zone() == null)) {
            throw new Refusal(400, POLICY_INVALID, "The window does not say from, to and zone.", HOW);
        }
        if (window != null && window.days().size() != Set.copyOf(window.days()).size()) {
            throw new Refusal(400, POLICY_INVALID, "The window names a day twice.", HOW);
        }
        return policy;
    }

    private static void mustHoldOnly(JsonNode body, String what, Set<String> names) throws Refusal {
        if (!body.isObject()) {
            throw new Refusal(400, POLICY_INVALID, what + " is not a JSON object.", HOW);
        }
        for (var each = body.fieldNames(); each.hasNext(); ) {
            String name = each.next();
            if (!names.contains(name)) {
                throw new Refusal(
                        400, POLICY_INVALID, what + " holds a name that is none of its own: " + name + ".", HOW);
            }
        }
    }
}
