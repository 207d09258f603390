package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.mapping.SkillMap.PathMove;
import net.chingtech.ctos.format.mapping.SkillMap.Value;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.format.settings.SettingsValues;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.plan.CarriedSettings;
import net.chingtech.ctos.provisioning.agent.plan.MigrationRefusals;
import net.chingtech.ctos.provisioning.agent.plan.Moving;
import net.chingtech.ctos.provisioning.agent.store.DataCarry;
import net.chingtech.ctos.provisioning.agent.store.GivenValue;
import net.chingtech.ctos.runtime.SettingsRefused;

/**
 * Gives what follows a legacy skill copies of its values and data; the legacy skill keeps all it has. Files and settings are
 * taken back with what was copied before; values are taken back here, since no copy of secrets is made.
 */
final class CarryStep extends WorkStep {

    private final Moving.There moving;
    private final List<GivenValue> given = new ArrayList<>();

    CarryStep(World world, Work work) {
        super(Act.CARRY, world, work);
        this.moving = work.part().carries();
    }

    @Override
    public String words() {
        return "Give " + work.words() + " what " + moving.before().current().name() + " has";
    }

    @Override
    public long weight() {
        return SMALL + moving.carried().bytes();
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        work.reshapes();
        try {
            beginAnew(context);
            values(context);
            settings(context);
            data(context);
        } catch (SettingsRefused e) {
            throw new StepFailed(e.problem(), e);
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        } catch (IllegalArgumentException e) {
            throw new StepFailed(
                    new Problem(
                            422,
                            "value_not_carried",
                            "A value of " + moving.legacy() + " cannot be given to " + work.id() + ": " + e.getMessage()
                                    + ".",
                            "Correct the map, or remove the value, then migrate again."),
                    e);
        } catch (IOException e) {
            throw StepFailed.of(e, "give " + work.words() + " what " + moving.legacy() + " has");
        }
    }

    private void values(TransactionContext context) throws IOException, ProvisioningException {
        for (Map.Entry<String, String> one : moving.carried().values().entrySet()) {
            Optional<String> value = world.belongings().value(moving.legacy(), one.getKey());
            Optional<String> there = world.belongings().value(work.id(), one.getValue());
            String aside = moving.carried().aside().values().get(one.getValue());
            boolean same = there.equals(value);
            if (there.isPresent()
                    && !same
                    && (aside == null
                            || world.belongings().value(work.id(), aside).isPresent())) {
                throw MigrationRefusals.conflict(
                        moving.legacy(), work.id(), List.of("the value " + one.getValue() + " is set already"));
            }
            if (value.isPresent() && !same) {
                GivenValue giving = new GivenValue(one.getValue(), one.getKey(), there.isPresent() ? aside : null);
                context.journal().giving(work.id(), giving);
                given.add(giving);
                if (there.isPresent()) {
                    world.belongings().setValue(work.id(), aside, there.get());
                }
                world.belongings().setValue(work.id(), one.getValue(), value.get());
                context.task().log("the value " + one.getValue() + " was carried over");
            }
        }
    }

    private void settings(TransactionContext context) throws IOException, SettingsRefused, ProvisioningException {
        if (moving.carried().settings().isEmpty()) {
            return;
        }
        SettingsForm form = world.settings().form(work.staged());
        Map<String, Map<String, Object>> next = new TreeMap<>();
        world.settings()
                .values(work.id(), work.to())
                .forEach((pid, values) -> next.put(pid, new LinkedHashMap<>(values)));
        for (Value one : moving.carried().settings()) {
            Optional<String> value = world.belongings().value(moving.legacy(), one.env());
            if (value.isPresent()) {
                CarriedSettings.put(form, next, one, value.get(), moving.legacy(), work.id());
                context.task().log("the value " + one.env() + " became the setting " + one.toSetting());
            }
        }
        SettingsValues.Checked checked = SettingsValues.check(form, next);
        if (!checked.violations().isEmpty()) {
            throw MigrationRefusals.unfit(
                    work.id(),
                    checked.violations().stream()
                            .map(one -> one.path() + ": expected " + one.expected())
                            .toList());
        }
        world.settings().set(work.staged(), checked.values());
    }

    /** First, so that what is set aside is as it was. */
    private void beginAnew(TransactionContext context) throws IOException {
        if (moving.carried().anew()) {
            String left = world.puttingBack().beginAnew(work.id(), context.id(), DataVersion.ofSettings(world, work));
            context.task()
                    .log("what " + work.id() + " had before is set aside for 30 days in skills/backups/" + work.id()
                            + "/" + left);
        }
    }

    private void data(TransactionContext context) throws IOException, ProvisioningException {
        DataCarry carry = new DataCarry(
                world.folders().data(moving.legacy()), world.folders().data(work.id()));
        for (PathMove move : moving.carried().data()) {
            List<String> inTheWay = carry.inTheWay(move);
            if (!inTheWay.isEmpty()) {
                throw MigrationRefusals.conflict(moving.legacy(), work.id(), inTheWay);
            }
            long bytes = carry.copy(move, world.space().largest(), context::isCancelled);
            context.task().log(bytes + " bytes of " + move.from() + " were copied to " + move.to());
        }
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        SkillId follower = work.id();
        try {
            for (GivenValue one : given) {
                one.takeBack(world.belongings(), moving.legacy(), follower);
            }
            given.clear();
        } catch (IOException e) {
            throw StepFailed.of(e, "take the values of " + work.words() + " back");
        }
    }
}
