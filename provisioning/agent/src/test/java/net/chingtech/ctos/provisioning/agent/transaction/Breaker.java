package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;

/** Carries a plan out and fails at one of its steps. */
public final class Breaker {

    public static final Problem BROKEN = new Problem(500, "broken_on_purpose", "It broke.", "Nothing.");

    private final World world;
    private final List<Steps> real;
    private final List<Step> all = new ArrayList<>();

    public Breaker(World world, Planned planned, Consent consent) {
        this.world = world;
        this.real = Group.of(planned, consent).stream()
                .map(group -> Steps.of(group, world))
                .toList();
        real.forEach(steps -> all.addAll(steps.prepare()));
        real.forEach(steps -> all.addAll(steps.exchange()));
        all.removeIf(step -> step.act() == Act.CLEAN);
    }

    /** How many steps there are to fail at; the brooms are asked nothing. */
    public int steps() {
        return all.size();
    }

    public String words(int at) {
        return all.get(at).words();
    }

    /** The problem with which it ended. */
    public Problem failAt(int at, RunningTask task) {
        Step doomed = all.get(at);
        List<Steps> broken = real.stream()
                .map(steps ->
                        new Steps(steps.group(), broken(steps.prepare(), doomed), broken(steps.exchange(), doomed)))
                .toList();
        Carrying carrying = new Carrying(world, task, "digest", "admin", broken, false);
        return carrying.problem(carrying.run((group, outcome) -> {}));
    }

    private static List<Step> broken(List<Step> steps, Step doomed) {
        return steps.stream()
                .map(step -> step == doomed ? new Broken(step) : step)
                .toList();
    }

    /** Does its work and fails then; what makes the change the truth fails before. */
    private record Broken(Step real) implements Step {

        @Override
        public Act act() {
            return real.act();
        }

        @Override
        public SkillId skill() {
            return real.skill();
        }

        @Override
        public String words() {
            return real.words();
        }

        @Override
        public void execute(TransactionContext context) throws StepFailed {
            if (real.act() != Act.COMMIT) {
                real.execute(context);
            }
            throw new StepFailed(BROKEN, null);
        }

        @Override
        public void undo(TransactionContext context) throws StepFailed {
            real.undo(context);
        }
    }
}
