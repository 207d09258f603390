package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.List;
import net.chingtech.ctos.provisioning.Pinned;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.provisioning.SourceStatus;

/** Whom this container trusts for what: its sources with their roots, and where each id is at home. */
final class TrustResource {

    /** The answer. */
    record Trust(List<SourceStatus> sources, List<Pinned> pins) {}

    /** Whether the hubs are left alone. */
    record Left(Boolean offline) {}

    private final Doors doors;

    TrustResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("trust", this::show).delete("trust/pins/{id}", this::forget).put("trust/offline", this::leave);
    }

    private void show(Exchange exchange) throws Refusal, IOException {
        SkillManager skills = doors.skills();
        exchange.answer(new Trust(skills.sources(), skills.pins()));
    }

    private void forget(Exchange exchange) throws Refusal, ProvisioningException {
        doors.skills().forget(exchange.skillId(), exchange.visitor().name());
        exchange.response().setStatus(204);
    }

    private void leave(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        Boolean wanted = exchange.body(Left.class).offline();
        if (wanted == null) {
            throw new Refusal(
                    400,
                    "offline_malformed",
                    "The body does not say whether the hubs are left alone.",
                    "Send {\"offline\": true} or {\"offline\": false}.");
        }
        doors.offline().set(wanted, exchange.visitor().name());
        exchange.answer(new Left(wanted));
    }
}
