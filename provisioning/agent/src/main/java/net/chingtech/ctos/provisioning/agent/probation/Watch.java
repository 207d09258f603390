package net.chingtech.ctos.provisioning.agent.probation;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.probation.Checkup.Finding;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Probation;
import net.chingtech.ctos.provisioning.agent.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the skills on probation. Bad twice in a row, or dead once, is failed: the skill goes back. While another change
 * is carried out nobody is judged, since that may be the reason; it is done when the change has ended.
 */
public final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final int BAD_IN_A_ROW = 2;

    /** One skill's probation in this run of the container. */
    private static final class Watched {
        private final Probation probation;
        private final long until;
        private int bad;
        /** The task that goes back, until it has ended. */
        private String task;

        private FailedVersion failed;
        /** Whether going back failed; it is not tried again in this run. */
        private boolean stuck;

        private Watched(Probation probation, long until) {
            this.probation = probation;
            this.until = until;
        }
    }

    private final Store store;
    private final Checkup checkup;
    private final GoingBack back;
    private final Duration full;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Executor executor;
    private final Map<SkillId, Watched> watched = new HashMap<>();
    /** Whether something is to be done once the change that is carried out has ended. */
    private volatile boolean waiting;

    private boolean ended;

    /**
     * @param full how long a probation is: longer than that none lasts, whatever the clock says
     * @param nanos a clock that nobody sets
     */
    public Watch(
            Store store,
            Checkup checkup,
            GoingBack back,
            Duration full,
            Clock clock,
            LongSupplier nanos,
            Executor executor) {
        this.store = store;
        this.checkup = checkup;
        this.back = back;
        this.full = full;
        this.clock = clock;
        this.nanos = nanos;
        this.executor = executor;
    }

    /** Once the installed skills were started: what does not run or is not well now goes back at once. */
    public synchronized void begin() {
        back.announce();
        look(1);
    }

    /** Asks every skill on probation how it is. */
    public synchronized void look() {
        look(BAD_IN_A_ROW);
    }

    /** What could not be done because of a change is done when that has ended. */
    public void changeEnded() {
        if (waiting) {
            waiting = false;
            soon(this::look);
        }
    }

    /** For tasks: hears how going back ended. */
    public void heard(Task task) {
        if (task.state().isFinal() && task.actor().equals(GoingBack.ACTOR)) {
            soon(() -> ended(task));
        }
    }

    private void soon(Runnable work) {
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("the skills on probation could not be looked after", e);
            }
        });
    }

    /** Judges nobody any more: the container stops, and its skills with it. */
    public synchronized void end() {
        ended = true;
    }

    private void look(int badInARow) {
        if (ended) {
            return;
        }
        watched.keySet()
                .removeIf(id -> store.state()
                                .find(id)
                                .filter(entry -> watched.get(id).probation.equals(entry.probation()))
                                .isEmpty()
                        && watched.get(id).task == null);
        for (Entry entry : store.state().registry().skills()) {
            if (entry.probation() != null && entry.quarantined() == null) {
                try {
                    look(entry, watched.computeIfAbsent(entry.id(), id -> watch(entry.probation())), badInARow);
                } catch (ProvisioningException e) {
                    waiting = true;
                    LOG.debug("{} is looked after in a moment: {}", entry.id(), e.problem());
                }
            }
        }
    }

    private Watched watch(Probation probation) {
        Duration left = Duration.between(clock.instant(), probation.until());
        Duration limited = left.compareTo(full) > 0 ? full : left;
        return new Watched(probation, nanos.getAsLong() + Math.max(0, limited.toNanos()));
    }

    private void look(Entry entry, Watched one, int badInARow) throws ProvisioningException {
        if (one.task != null || one.stuck) {
            return;
        }
        Optional<FailedVersion> before = GoingBack.failure(entry);
        if (before.isPresent()) {
            goBack(entry, one, before.get());
            return;
        }
        // Numbered: what a look can end with.
        Finding finding = checkup.of(entry);
        if (finding instanceof Finding.Well) {
            // 1. Well, and the time is over.
            one.bad = 0;
            if (nanos.getAsLong() - one.until >= 0) {
                back.passed(entry);
                LOG.info(
                        "{} {} passed its probation",
                        entry.id(),
                        entry.current().version());
            }
        } else if (finding instanceof Finding.Bad) {
            // 2. Bad, perhaps for a moment only.
            one.bad++;
            if (one.bad >= badInARow) {
                failed(entry, one);
            }
        } else if (finding instanceof Finding.Dead) {
            // 3. It ended.
            failed(entry, one);
        }
    }

    private void failed(Entry entry, Watched one) throws ProvisioningException {
        Optional<FailedVersion> failed =
                back.remember(entry, () -> checkup.of(entry).problem());
        if (failed.isEmpty()) {
            one.bad = 0;
            return;
        }
        LOG.warn(
                "{} {} failed on probation: {}",
                entry.id(),
                failed.get().version(),
                failed.get().problem());
        goBack(entry, one, failed.get());
    }

    private void goBack(Entry entry, Watched one, FailedVersion failed) throws ProvisioningException {
        one.failed = failed;
        try {
            one.task = back.begin(entry).taskId();
        } catch (ProvisioningException e) {
            // Somebody else's change, or one that was just made: both are over soon.
            if (Refusals.is(e, "busy") || Refusals.is(e, "plan_changed")) {
                throw e;
            }
            one.stuck = true;
            back.ended(entry.id(), failed, e.problem());
        }
    }

    private synchronized void ended(Task task) {
        watched.forEach((id, one) -> {
            if (task.taskId().equals(one.task)) {
                one.task = null;
                boolean done = task.state() == Task.State.SUCCEEDED;
                one.stuck = !done;
                back.ended(id, one.failed, done ? null : task.problem());
            }
        });
    }
}
