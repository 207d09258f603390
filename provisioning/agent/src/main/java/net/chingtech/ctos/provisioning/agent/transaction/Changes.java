package net.chingtech.ctos.provisioning.agent.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.plan.ConsentCheck;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.store.Dispute;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;
import net.chingtech.ctos.provisioning.agent.task.TaskBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries plans out, one at a time, once the yes to them was found whole and the plan still is what it was. */
public final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private static final String MIGRATE = "migrate";

    private static final String CHECKING = "a change that is being checked";

    /** So long somebody waits for something short that goes on, before he is told that the container is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final World world;
    private final Planner planner;
    private final PlanShelf shelf;
    private final TaskBoard board;
    private final AuditTrail audit;
    private final Turn turn = new Turn(PATIENCE);

    private volatile Thread worker;
    private volatile Runnable afterwards = () -> {};
    private volatile BiConsumer<Plan.Item, Problem> blamed = (item, problem) -> {};
    private volatile Unattended unattended = (items, actor, taskId, why) -> {};
    private volatile String runningTask;

    public Changes(World world, Planner planner, PlanShelf shelf, TaskBoard board, AuditTrail audit) {
        this.world = world;
        this.planner = planner;
        this.shelf = shelf;
        this.board = board;
        this.audit = audit;
    }

    /** What is to be done each time when a change has ended, or was refused, and nothing is going on. */
    public void afterEach(Runnable work) {
        afterwards = work;
    }

    /**
     * Who is told of each version that failed by its own fault, with the reason; nothing else is changed meanwhile.
     */
    public void whenVersionFails(BiConsumer<Plan.Item, Problem> told) {
        blamed = told;
    }

    /** Hears what failed of an update of all skills: whoever asked for it may not look at each of them. */
    public interface Unattended {

        /**
         * What did not come for one and the same reason, once for each reason.
         *
         * @param items what was undone
         */
        void failed(List<Plan.Item> items, String actor, String taskId, Problem why);
    }

    /** Who is told of what fails of an update of all skills, unless somebody cancelled it. */
    public void whenUpdateOfAllFails(Unattended told) {
        unattended = told;
    }

    /** As {@code SkillManager.carryOut}. */
    public Task carryOut(Consent consent) throws ProvisioningException {
        return begin(() -> {
            Planned planned = stillTrue(shelf.require(consent.planId(), consent.digest()));
            ConsentCheck.check(planned.plan(), consent);
            for (Plan.Item item : planned.plan().items()) {
                mustBeWhole(item.id());
            }
            shelf.remove(consent.planId());
            return whole(planned, consent);
        });
    }

    /**
     * Something long that is about to begin.
     *
     * @param skill whom it is about, or null
     */
    record LongWork(String action, SkillId skill, String title, String actor, Watched work) {}

    /** What somebody watches; the problem with which it ended, or null. */
    interface Watched {
        Problem run(RunningTask task);
    }

    /** Looks whether something long may begin, while nothing else does. */
    interface Beginning {
        LongWork look() throws ProvisioningException;
    }

    /** @throws ProvisioningException {@code busy}, or what the look throws */
    Task begin(Beginning beginning) throws ProvisioningException {
        turn.take(CHECKING);
        boolean begun = false;
        try {
            Task task = start(beginning.look());
            begun = true;
            return task;
        } finally {
            if (!begun) {
                turn.free();
                // Who found it busy meanwhile trusts in being asked again.
                afterwards();
            }
        }
    }

    /** Something short that must not happen while a plan is carried out. */
    public interface Short {
        void run() throws ProvisioningException;
    }

    /** @throws ProvisioningException {@code busy}, or what the work throws */
    public void alone(String words, Short work) throws ProvisioningException {
        turn.takeShortly(words);
        try {
            work.run();
        } finally {
            turn.free();
            afterwards();
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

    /** What could not be put right is not changed before a start of the container has done that. */
    void mustBeWhole(SkillId id) throws ProvisioningException {
        Optional<Problem> off = world.keptOff().why(id);
        if (off.isPresent()) {
            throw new ProvisioningException(off.get());
        }
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

    private LongWork whole(Planned planned, Consent consent) {
        Plan plan = planned.plan();
        return new LongWork(plan.action(), plan.id(), title(plan), consent.actor(), task -> {
            Map<SkillId, Dispute> disputes = world.store().disputes();
            List<Steps> steps = Group.of(planned, consent).stream()
                    .map(group -> Steps.of(group, world))
                    .toList();
            Carrying carrying = new Carrying(
                    world,
                    task,
                    consent.digest(),
                    consent.actor(),
                    steps,
                    plan.action().equals(MIGRATE));
            Map<Group, Outcome> outcomes = carrying.run((group, outcome) -> audit.record(
                    group.works().stream().map(Work::part).toList(),
                    disputes,
                    consent,
                    task.now().taskId(),
                    outcome.problem()));
            outcomes.forEach(this::blame);
            outcomes.forEach((group, outcome) -> MigrationAlerts.of(group, outcome, world.alerts()));
            if (plan.id() == null && !plan.action().equals(MIGRATE)) {
                tell(outcomes, consent.actor(), task.now().taskId());
            }
            return carrying.problem(outcomes);
        });
    }

    private void blame(Group group, Outcome outcome) {
        if (outcome.versionsOwn()) {
            group.works().stream()
                    .filter(work -> work.id().equals(outcome.failed()))
                    .forEach(work -> blamed.accept(work.item(), outcome.problem()));
        }
    }

    private void tell(Map<Group, Outcome> outcomes, String actor, String taskId) {
        Map<Problem, List<Plan.Item>> failed = new LinkedHashMap<>();
        outcomes.forEach((group, outcome) -> {
            if (!outcome.isDone() && !outcome.problem().code().equals("cancelled")) {
                group.works().forEach(work -> failed.computeIfAbsent(outcome.problem(), why -> new ArrayList<>())
                        .add(work.item()));
            }
        });
        failed.forEach((why, items) -> unattended.failed(items, actor, taskId, why));
    }

    private Task start(LongWork what) {
        String skill = what.skill() == null ? null : what.skill().value();
        RunningTask task = board.begin(what.action(), skill, what.title(), what.actor());
        Task first = task.now();
        turn.now("the task " + first.taskId() + " (" + what.title() + ")");
        runningTask = first.taskId();
        worker = new Thread(() -> run(what.work(), task), "ctos-change");
        worker.setDaemon(true);
        worker.start();
        return first;
    }

    private void run(Watched work, RunningTask task) {
        Problem problem = new Problem(500, "internal_error", "The change was cut off.", "See the container's log.");
        try {
            problem = work.run(task);
        } finally {
            if (problem == null) {
                LOG.info("{}: done", task.now().title());
            } else {
                LOG.warn("{}: {}", task.now().title(), problem);
            }
            // Free first: who sees the end of the task may ask for the next at once.
            turn.free();
            afterwards();
            task.end(state(problem), problem);
        }
    }

    private void afterwards() {
        try {
            afterwards.run();
        } catch (RuntimeException e) {
            LOG.error("what is to be done after each change failed", e);
        }
    }

    private static Task.State state(Problem problem) {
        if (problem == null) {
            return Task.State.SUCCEEDED;
        }
        return problem.code().equals("cancelled") ? Task.State.CANCELLED : Task.State.FAILED;
    }

    private static String title(Plan plan) {
        if (plan.action().equals(MIGRATE)) {
            return plan.id() == null ? "Migrate legacy skills" : "Migrate " + plan.id();
        }
        if (plan.action().equals("undo_migration")) {
            return "Undo the migration of " + plan.id();
        }
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
