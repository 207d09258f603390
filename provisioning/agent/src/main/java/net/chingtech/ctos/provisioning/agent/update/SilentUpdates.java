package net.chingtech.ctos.provisioning.agent.update;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.policy.AutoConsent;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.provisioning.agent.task.TaskBoard;
import net.chingtech.ctos.provisioning.agent.transaction.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the updates that come by themselves, one after the other, and says when one did not go well. */
public final class SilentUpdates {

    /** Who did it, in tasks and in the audit log. */
    public static final String ACTOR = "update-agent";

    private static final Logger LOG = LoggerFactory.getLogger(SilentUpdates.class);

    private static final Duration WHEN_BUSY = Duration.ofMinutes(1);

    /** What may pass by itself: a source that does not answer, or something else that was changed meanwhile. */
    private static final Set<String> PASSING =
            Set.of("download_cut_off", "metadata_unreachable", Offline.CODE, "plan_changed", "source_unreachable");

    /** After these it is tried again; what has not passed then waits for the next check. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(45));

    private final Store store;
    private final Picker picker;
    private final PlanShelf shelf;
    private final Changes changes;
    private final TaskBoard board;
    private final UpdateAlerts alerts;
    private final Clock clock;
    /** How often each was put off in a row; a start of the container begins anew. */
    private final Map<SkillId, Integer> putOff = new HashMap<>();

    public SilentUpdates(
            Store store,
            Picker picker,
            PlanShelf shelf,
            Changes changes,
            TaskBoard board,
            UpdateAlerts alerts,
            Clock clock) {
        this.store = store;
        this.picker = picker;
        this.shelf = shelf;
        this.changes = changes;
        this.board = board;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Does what is due; what has to wait is remembered. */
    void work(UpdateMemory memory) throws InterruptedException {
        for (SkillId id : memory.due(clock.instant())) {
            Optional<Entry> entry = store.state().find(id);
            if (entry.isEmpty() || entry.get().held()) {
                done(id, memory);
            } else if (entry.get().probation() != null) {
                // What came last is still watched, and may have to go back.
                memory.later(id, clock.instant().plus(WHEN_BUSY));
            } else {
                one(entry.get(), memory);
            }
        }
    }

    private void one(Entry entry, UpdateMemory memory) throws InterruptedException {
        SkillId id = entry.id();
        try {
            Picker.Pick pick = picker.pick(entry);
            if (pick.planned() != null) {
                carryOut(entry, pick.planned(), memory);
            } else if (pick.later() != null) {
                LOG.info("{} is looked at again at {}", id, pick.later());
                memory.later(id, pick.later());
            } else {
                done(id, memory);
            }
        } catch (ProvisioningException e) {
            if (Refusals.is(e, "busy")) {
                memory.later(id, clock.instant().plus(WHEN_BUSY));
            } else if (!putOff(id, e.problem(), memory)) {
                LOG.warn("{} is not updated by itself: {}", id, e.problem());
                done(id, memory);
                alerts.notPlanned(entry, e.problem());
            }
        }
    }

    private void carryOut(Entry before, Planned planned, UpdateMemory memory)
            throws ProvisioningException, InterruptedException {
        Plan plan = planned.plan();
        shelf.put(planned);
        Task task = await(changes.carryOut(AutoConsent.of(plan, store.state()::find, ACTOR)));
        boolean failed = task.state() == Task.State.FAILED;
        if (failed && putOff(before.id(), task.problem(), memory)) {
            return;
        }
        done(before.id(), memory);
        if (failed) {
            alerts.failed(before, planned, task);
        } else if (task.state() == Task.State.SUCCEEDED) {
            LOG.info("came by itself: {}", String.join(" ", plan.summary()));
        } else {
            LOG.info("{} was cancelled", task.title());
        }
    }

    /** @return whether it is tried again in some minutes; not when that was done a few times, or will not help */
    private boolean putOff(SkillId id, Problem why, UpdateMemory memory) {
        int times = putOff.getOrDefault(id, 0);
        if (!PASSING.contains(why.code()) || times == PAUSES.size()) {
            return false;
        }
        Instant again = clock.instant().plus(PAUSES.get(times));
        LOG.info("{} is tried again at {}: {}", id, again, why);
        putOff.put(id, times + 1);
        memory.later(id, again);
        return true;
    }

    private void done(SkillId id, UpdateMemory memory) {
        putOff.remove(id);
        memory.done(id);
    }

    private Task await(Task task) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (Tasks.Watch watch = board.watch(one -> {
            if (one.taskId().equals(task.taskId()) && one.state().isFinal()) {
                ended.countDown();
            }
        })) {
            if (!now(task).state().isFinal()) {
                ended.await();
            }
            return now(task);
        }
    }

    private Task now(Task task) {
        return board.find(task.taskId()).orElse(task);
    }
}
