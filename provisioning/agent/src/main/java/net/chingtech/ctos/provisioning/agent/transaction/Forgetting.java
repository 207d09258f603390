package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.State;

/** Forgets where an id is at home, once nothing of it is installed. */
public final class Forgetting {

    private final World world;
    private final Changes changes;
    private final AuditTrail audit;

    public Forgetting(World world, Changes changes, AuditTrail audit) {
        this.world = world;
        this.changes = changes;
        this.audit = audit;
    }

    /** As {@code SkillManager.forget}. */
    public void forget(SkillId id, String actor) throws ProvisioningException {
        changes.alone("the pin of " + id, () -> {
            State state = world.store().state();
            Pins.Pin pin = state.pins()
                    .of(id)
                    .orElseThrow(() -> Refusals.of(
                            404,
                            "pin_unknown",
                            id + " is at home nowhere: it was never installed here, or its pin was forgotten.",
                            "See the pins with ./ctos trust list."));
            if (state.find(id).isPresent()) {
                throw Refusals.of(
                        409,
                        "still_installed",
                        id + " is installed, so its home cannot be forgotten.",
                        "Uninstall the skill first; its data is kept.");
            }
            try {
                world.store().commit(state.registry(), state.pins().without(id));
            } catch (IOException e) {
                throw new ProvisioningException(DiskFailures.of(e, "forget the pin of " + id), e);
            }
            audit.pinForgotten(id, pin, actor);
        });
    }
}
