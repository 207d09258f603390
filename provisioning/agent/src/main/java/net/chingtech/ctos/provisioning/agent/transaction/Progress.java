package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.List;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;

/** How much of all steps of a task is done. */
final class Progress {

    private final RunningTask task;
    private final long total;
    private long done;

    Progress(RunningTask task, List<Steps> all) {
        this.task = task;
        long sum = 0;
        for (Steps steps : all) {
            sum += weight(steps.prepare()) + weight(steps.exchange());
        }
        this.total = Math.max(1, sum);
    }

    /** Says how much of a running step is done. */
    void part(Step step, long part, long of) {
        say(done + step.weight() * Math.min(part, of) / Math.max(1, of));
    }

    void done(Step step) {
        done += step.weight();
        say(done);
    }

    private void say(long now) {
        task.percent((int) (100 * now / total));
    }

    private static long weight(List<Step> steps) {
        return steps.stream().mapToLong(Step::weight).sum();
    }
}
