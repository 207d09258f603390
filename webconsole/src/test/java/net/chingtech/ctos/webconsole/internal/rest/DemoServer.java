package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;

/** The page over the sample catalogue, to look at while it is being made: {@code DemoServer [PORT]}. */
public final class DemoServer {

    private DemoServer() {}

    public static void main(String[] args) throws Exception {
        TestContainer container = start(args.length > 0 ? Integer.parseInt(args[0]) : 8088);
        System.out.println(container.url("/ctos") + "  " + TestContainer.USER + " / " + TestContainer.PASSWORD);
        Thread.currentThread().join();
    }

    /** A container that has something of everything that the page shows. */
    static TestContainer start(int port) throws Exception {
        DemoSkills skills = new DemoSkills(new FakeTasks());
        TestContainer container = new TestContainer(port, skills, Duration.ofSeconds(15)).ready();
        container.doors.addHost(new FakeHost(
                HostLevel.IN_FRAMEWORK,
                new HostStatus(
                        true,
                        "ready",
                        "",
                        "security_layer",
                        true,
                        List.of("A skill that never returns keeps its thread until the container stops."))));
        container.doors.addHost(new FakeHost(
                HostLevel.PROCESS,
                new HostStatus(
                        true,
                        "ready",
                        "",
                        "unshare",
                        false,
                        List.of("A skill may read files of this machine that its user may read."))));
        skills.installed.put(
                Samples.ACCOUNTING,
                FakeChanges.with(
                        Samples.installed(skills.page(Samples.ACCOUNTING), SkillVersion.of("1.2.0"), null, List.of()),
                        Map.of("has_settings", true)));
        skills.chosen.forms.put(Samples.ACCOUNTING, SampleSettings.form());
        skills.chosen.values.put(Samples.ACCOUNTING, SampleSettings.values());
        skills.chosen.history.put(Samples.ACCOUNTING, SampleSettings.history());
        skills.installed.put(
                Samples.NOTES,
                Samples.failed(
                        Samples.installed(skills.page(Samples.NOTES), SkillVersion.of("1.0.0"), null, List.of())));
        skills.installed.put(
                SampleTrust.PAYROLL,
                SampleTrust.quarantined(Samples.installed(
                        skills.page(SampleTrust.PAYROLL), SkillVersion.of("1.0.0"), null, List.of())));
        return container;
    }

    /** Carries plans out, slowly enough to watch; one skill always fails. */
    private static final class DemoSkills extends FakeSkills {

        private static final List<String> STEPS =
                List.of("Downloading", "Checking signature", "Staging", "Starting", "Asking for its health", "Done");

        private final AtomicLong tasksStarted = new AtomicLong();

        DemoSkills(FakeTasks tasks) {
            super(tasks);
        }

        @Override
        Task started(Plan plan) {
            String id = "task-" + tasksStarted.incrementAndGet();
            Task first = tasks.put(task(id, plan, Task.State.RUNNING, 0, null));
            Thread worker = new Thread(() -> carryOut(id, plan), id);
            worker.setDaemon(true);
            worker.start();
            return first;
        }

        private void carryOut(String id, Plan plan) {
            for (int percent = 0; percent < 100; percent += 4) {
                LockSupport.parkNanos(Duration.ofMillis(120).toNanos());
                if (percent > 60 && plan.id() != null && plan.id().value().endsWith("translate")) {
                    tasks.put(task(
                            id,
                            plan,
                            Task.State.FAILED,
                            percent,
                            new Problem(
                                    422,
                                    "start_failed",
                                    "Translate threw an exception while it was started: no dictionary found.",
                                    "Tell its publisher, or try an older version.")));
                    return;
                }
                tasks.put(task(id, plan, Task.State.RUNNING, percent, null));
            }
            apply(plan);
            tasks.put(task(id, plan, Task.State.SUCCEEDED, 100, null));
        }

        @Override
        Task configured(SkillId id) {
            String task = "task-" + tasksStarted.incrementAndGet();
            Task first = tasks.put(configuring(task, id, Task.State.RUNNING));
            Thread worker = new Thread(
                    () -> {
                        LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                        tasks.put(configuring(task, id, Task.State.SUCCEEDED));
                    },
                    task);
            worker.setDaemon(true);
            worker.start();
            return first;
        }

        private Task configuring(String task, SkillId id, Task.State state) {
            boolean over = state.isFinal();
            return new Task(
                    task,
                    "configure",
                    id.value(),
                    "Set " + installed.get(id).name(),
                    state,
                    over ? 100 : 40,
                    "Starting",
                    List.of("Stopped", "Set"),
                    null,
                    "admin",
                    Instant.now(),
                    over ? Instant.now() : null,
                    over ? 2 : 1);
        }

        private void apply(Plan plan) {
            for (Plan.Item item : plan.items()) {
                if (item.to() == null) {
                    installed.remove(item.id());
                    continue;
                }
                try {
                    installed.put(
                            item.id(),
                            Samples.installed(
                                    page(item.id()),
                                    item.to(),
                                    item.from(),
                                    item.requestedBy() == null ? List.of() : List.of(item.requestedBy())));
                } catch (ProvisioningException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private static Task task(String id, Plan plan, Task.State state, int percent, Problem problem) {
            List<String> log = new ArrayList<>();
            int step = percent * (STEPS.size() - 1) / 100;
            for (int i = 0; i <= step; i++) {
                log.add(STEPS.get(i));
            }
            return new Task(
                    id,
                    plan.action(),
                    plan.id() == null ? null : plan.id().value(),
                    String.join(", ", plan.summary()),
                    state,
                    percent,
                    STEPS.get(step),
                    log,
                    problem,
                    "admin",
                    Instant.now(),
                    state.isFinal() ? Instant.now() : null,
                    percent + (state.isFinal() ? 1 : 0));
        }
    }
}
