package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.Health;

/** Lets the new version pass only when its own health checks are good, within the time that its manifest sets. */
final class HealthStep implements Step {

    private final World world;
    private final Work work;

    HealthStep(World world, Work work) {
        this.world = world;
        this.work = work;
    }

    @Override
    public String words() {
        return "Ask " + work.words() + " how it is";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        int limit = work.staged().manifest().health().timeoutMs();
        Future<Health> asked = world.executor().submit(() -> work.next().health());
        try {
            Health health = asked.get(limit, TimeUnit.MILLISECONDS);
            if (!health.isGood()) {
                throw unhealthy("Its health check says: " + String.join("; ", health.lines()) + ".", health.lines());
            }
            work.health(health);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw unhealthy("Its health check did not answer within " + limit + " ms.", List.of());
        } catch (ExecutionException e) {
            throw unhealthy("Its health check failed: " + e.getCause() + ".", List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unhealthy("Its health check was interrupted.", List.of());
        }
    }

    @Override
    public void undo(TransactionContext context) {
        // Asking changes nothing.
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
