package net.chingtech.ctos.provisioning.agent.transaction;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.plan.ConsentCheck;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;
import net.chingtech.ctos.provisioning.agent.task.TaskBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries plans out, one at a time, once the yes to them was found whole and the plan still is what it was. */
public final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private static final String CHECKING = "a change that is being checked";

    private final World world;
    private final Planner planner;
    private final PlanShelf shelf;
    private final TaskBoard board;
    private final AuditTrail audit;
    /** What is going on, in words; null when nothing is. */
    private final AtomicReference<String> busyWith = new AtomicReference<>();

    private volatile Thread worker;
    private volatile String runningTask;

    public Changes(World world, Planner planner, PlanShelf shelf, TaskBoard board, AuditTrail audit) {
        this.world = world;
        this.planner = planner;
        this.shelf = shelf;
        this.board = board;
        this.audit = audit;
    }

    /** As {@code SkillManager.carryOut}. */
    public Task carryOut(Consent consent) throws ProvisioningException {
        take(CHECKING);
        boolean begun = false;
        try {
            Planned planned = stillTrue(shelf.require(consent.planId(), consent.digest()));
            ConsentCheck.check(planned.plan(), consent);
            shelf.remove(consent.planId());
            Task task = begin(planned, consent);
            begun = true;
            return task;
        } finally {
            if (!begun) {
                busyWith.set(null);
            }
        }
    }

    /** Something short that must not happen while a plan is carried out. */
    interface Short {
        void run() throws ProvisioningException;
    }

    /** @throws ProvisioningException {@code busy}, or what the work throws */
    void alone(String words, Short work) throws ProvisioningException {
        take(words);
        try {
            work.run();
        } finally {
            busyWith.set(null);
        }
    }

    private void take(String words) throws ProvisioningException {
        if (!busyWith.compareAndSet(null, words)) {
            throw Refusals.of(
                    409,
                    "busy",
                    "The container is busy with " + busyWith.get() + ".",
                    "Wait until that ends, then try again.");
        }
    }

    /** Asks what runs to stop, and waits for it; for the container's own end. */
    public void stop(long millis) throws InterruptedException {
        Thread running = worker;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            board.cancel(runningTask);
        } catch (ProvisioningException e) {
            LOG.info("the running task goes on to its end: {}", e.problem());
        }
        running.join(millis);
    }

    private Planned stillTrue(Planned shown) throws ProvisioningException {
        if (world.store().state().registry().revision() != shown.revision()) {
            throw PlanShelf.changed("What is installed has changed since the plan was made.");
        }
        Planned now = planner.plan(shown.change());
        if (!now.plan().digest().equals(shown.plan().digest())) {
            throw PlanShelf.changed("The same plan would say something else now.");
        }
        return now;
    }

    private Task begin(Planned planned, Consent consent) {
        Plan plan = planned.plan();
        String title = title(plan);
        RunningTask task =
                board.begin(plan.action(), plan.id() == null ? null : plan.id().value(), title, consent.actor());
        Task first = task.now();
        busyWith.set("the task " + first.taskId() + " (" + title + ")");
        runningTask = first.taskId();
        worker = new Thread(() -> run(planned, consent, task), "ctos-change");
        worker.setDaemon(true);
        worker.start();
        return first;
    }

    private void run(Planned planned, Consent consent, RunningTask task) {
        String taskId = task.now().taskId();
        Problem problem = new Problem(500, "internal_error", "The change was cut off.", "See the container's log.");
        try {
            Path staging = world.folders().home().staging().resolve(taskId);
            Optional<Problem> stopped = new Transaction(Steps.of(planned, consent, world), staging, task).run();
            problem = stopped.orElse(null);
            audit.record(planned, consent, taskId, problem);
        } finally {
            if (problem == null) {
                LOG.info("{}: done", task.now().title());
            } else {
                LOG.warn("{}: {}", task.now().title(), problem);
            }
            // Free first: who sees the end of the task may ask for the next at once.
            busyWith.set(null);
            task.end(state(problem), problem);
        }
    }

    private static Task.State state(Problem problem) {
        if (problem == null) {
            return Task.State.SUCCEEDED;
        }
        return problem.code().equals("cancelled") ? Task.State.CANCELLED : Task.State.FAILED;
    }

    private static String title(Plan plan) {
        if (plan.id() == null) {
            return "Update all skills";
        }
        Plan.Item item = plan.items().stream()
                .filter(one -> one.id().equals(plan.id()))
                .findFirst()
                .orElseThrow();
        String name = item.name() + " ";
        return switch (item.kind()) {
            case INSTALL -> "Install " + name + item.to();
            case UPDATE -> "Update " + name + "to " + item.to();
            case ROLLBACK -> "Go back with " + name + "to " + item.to();
            case UNINSTALL -> "Uninstall " + name + item.from();
            case RESTART -> "Start " + name + item.to() + " again";
        };
    }
}
