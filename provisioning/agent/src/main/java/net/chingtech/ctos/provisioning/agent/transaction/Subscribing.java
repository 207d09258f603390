package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.provisioning.agent.policy.UpdatePolicies;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.EntryDraft;
import net.chingtech.ctos.provisioning.agent.store.State;

/** Sets which releases a skill, and the container, follow: held or not, the channel, what comes by itself. */
public final class Subscribing {

    private final World world;
    private final Changes changes;
    private final UpdatePolicies policies;
    private final AuditTrail audit;

    public Subscribing(World world, Changes changes, UpdatePolicies policies, AuditTrail audit) {
        this.world = world;
        this.changes = changes;
        this.policies = policies;
        this.audit = audit;
    }

    /** As {@code SkillManager.hold}. */
    public void hold(SkillId id, boolean held, String actor) throws ProvisioningException {
        change(
                id,
                draft -> draft.held(held),
                (before, after) -> audit.subscribed(
                        held ? "skill_held" : "skill_let_go",
                        id + "@" + after.current().version(),
                        Map.of(),
                        actor));
    }

    /** As {@code SkillManager.channel}. */
    public void channel(SkillId id, Channel channel, String actor) throws ProvisioningException {
        change(
                id,
                draft -> draft.channel(channel),
                (before, after) -> audit.subscribed(
                        "skill_channel_changed",
                        id + "@" + after.current().version(),
                        Map.of("from", before.channel().wire(), "to", channel.wire()),
                        actor));
    }

    /** As {@code SkillManager.policy} for one skill. */
    public void policy(SkillId id, UpdatePolicy policy, String actor) throws ProvisioningException {
        UpdatePolicies.checked(policy);
        change(
                id,
                draft -> draft.policy(policy),
                (before, after) -> audit.subscribed(
                        "skill_update_policy_changed",
                        id + "@" + after.current().version(),
                        Map.of("from", words(before.policy()), "to", words(policy)),
                        actor));
    }

    /** As {@code SkillManager.policy} for the container. */
    public UpdatePolicy policy(UpdatePolicy policy, String actor) throws ProvisioningException {
        UpdatePolicies.checked(policy);
        changes.alone("the policy of updates", () -> {
            UpdatePolicy before = policies.container();
            UpdatePolicy after = policies.container(policy);
            if (!after.equals(before)) {
                audit.subscribed(
                        "update_policy_changed", "container", Map.of("from", words(before), "to", words(after)), actor);
            }
        });
        return policies.container();
    }

    private interface Note {
        void write(Entry before, Entry after);
    }

    private void change(SkillId id, UnaryOperator<EntryDraft> how, Note note) throws ProvisioningException {
        changes.alone("how " + id + " follows its updates", () -> {
            State state = world.store().state();
            Entry before = state.find(id).orElseThrow(() -> Refusals.notInstalled(id));
            Entry after = how.apply(before.draft()).entry();
            if (after.equals(before)) {
                return;
            }
            try {
                world.store().commit(state.registry().with(after), state.pins());
            } catch (IOException e) {
                throw new ProvisioningException(DiskFailures.of(e, "write registry and lock file"), e);
            }
            note.write(before, after);
        });
    }

    private static String words(UpdatePolicy policy) {
        return new String(Json.write(policy), StandardCharsets.UTF_8);
    }
}
