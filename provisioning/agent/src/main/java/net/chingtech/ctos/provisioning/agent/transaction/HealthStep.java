package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.Vitals;

/** Lets the new version pass only when it is well, and still is a moment later. */
final class HealthStep extends WorkStep {

    HealthStep(World world, Work work) {
        super(Act.HEALTH, world, work);
    }

    @Override
    public String words() {
        return "Ask " + work.words() + " how it is";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        try {
            ask();
            TimeUnit.MILLISECONDS.sleep(world.pace().grace().toMillis());
            look(work.next().vitals());
            work.health(ask());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unhealthy("Its health check was interrupted.", List.of());
        }
    }

    private Health ask() throws StepFailed {
        Health health = work.next().health();
        if (!health.isGood()) {
            throw unhealthy("Its health check says: " + String.join("; ", health.lines()) + ".", health.lines());
        }
        return health;
    }

    private void look(Vitals vitals) throws StepFailed {
        boolean up = vitals.state() == Vitals.State.RUNNING || vitals.state() == Vitals.State.ASLEEP;
        if (!up || vitals.restarts() > 0) {
            String why = vitals.problem() == null
                    ? "it is " + vitals.state()
                    : vitals.problem().detail();
            throw unhealthy("It ended soon after its start: " + why, List.of());
        }
    }

    private StepFailed unhealthy(String why, List<String> lines) {
        return new StepFailed(
                new Problem(
                        422,
                        "skill_unhealthy",
                        work.words() + " started but is not healthy. " + why,
                        "See what it says, mend that or tell its publisher, then try again.",
                        lines),
                null);
    }
}
