package net.chingtech.ctos.host.internal.process;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.sandbox.Programs;
import net.chingtech.ctos.host.internal.sandbox.Sandbox;
import net.chingtech.ctos.host.internal.sandbox.SandboxChoice;
import net.chingtech.ctos.host.internal.sandbox.Sandboxes;
import net.chingtech.ctos.host.internal.start.ArtifactBytes;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.host.internal.start.ReleaseSettings;
import net.chingtech.ctos.host.internal.start.Secrets;
import net.chingtech.ctos.host.internal.start.Unsigned;
import net.chingtech.ctos.permissions.SkillRights;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each skill in a JVM of its own, in the sandbox that holds on this machine; refuses when none does. */
@Component(service = SkillHost.class)
public final class ProcessHost implements SkillHost {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessHost.class);

    private final Settings settings;
    private final Admissions admissions;
    private final SkillSettings skillSettings;
    private final AuditLog audit;
    private final Threads threads = new Threads();
    private final CompletableFuture<Ground> ground = new CompletableFuture<>();
    private final Map<String, ProcessSkill> running = new ConcurrentHashMap<>();
    private final Map<String, ProcessMigration> migrating = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** What skills are started on, found out once. */
    record Ground(SandboxChoice choice, Archive archive) {}

    /** How the sandbox and the program inside are found. */
    @FunctionalInterface
    interface Survey {
        Ground look(Settings settings, Threads threads) throws IOException;
    }

    @Activate
    public ProcessHost(
            BundleContext context,
            @Reference Admissions admissions,
            @Reference SkillSettings skillSettings,
            @Reference AuditLog audit) {
        this(Settings.of(context), admissions, skillSettings, audit, ProcessHost::survey);
    }

    ProcessHost(Settings settings, Admissions admissions, SkillSettings skillSettings, AuditLog audit, Survey survey) {
        this.settings = settings;
        this.skillSettings = skillSettings;
        this.admissions = admissions;
        this.audit = audit;
        // Trying the sandbox takes a while, and the container has more to do at its start.
        threads.execute(() -> {
            try {
                Ground found = survey.look(settings, threads);
                tell(found.choice().status());
                ground.complete(found);
            } catch (IOException | RuntimeException | Error e) {
                ground.completeExceptionally(e);
            }
        });
    }

    private static void tell(HostStatus status) {
        if (!status.available()) {
            LOG.warn("Skills cannot run in processes: {}: {}", status.code(), status.detail());
        } else if (status.isolatesFiles()) {
            LOG.info("Skills' processes run in the sandbox {}", status.sandbox());
        } else {
            LOG.warn("Skills' processes run in no sandbox: what is not official needs an explicit yes");
        }
    }

    private static Ground survey(Settings settings, Threads threads) throws IOException {
        ChildProgram program = ChildProgram.in(settings.child());
        SandboxChoice choice = new Sandboxes(settings.scratch()).choose(settings.sandbox(), settings.java());
        Archive archive = null;
        if (choice.sandbox().isPresent()) {
            archive = new Archive(program, settings, choice.sandbox().get(), threads);
            archive.prepare();
        }
        return new Ground(choice, archive);
    }

    @Override
    public HostLevel level() {
        return HostLevel.PROCESS;
    }

    @Override
    public HostStatus status() {
        try {
            return ground.join().choice().status();
        } catch (CompletionException e) {
            return HostStatus.unavailable(
                    "process_host_failed",
                    "Skills' processes cannot be started: " + e.getCause() + ".",
                    settings.sandbox());
        }
    }

    @Override
    public boolean holds(SkillPermission permission) {
        return true;
    }

    @Override
    public List<String> lacks(Collection<SkillPermission> asked) {
        return asked.stream()
                .filter(SkillPermission.ProcessExec.class::isInstance)
                .map(one -> ((SkillPermission.ProcessExec) one).program())
                .filter(program -> Programs.find(program).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public RunningSkill start(StagedSkill skill, Grants grants) throws StartFailed {
        refuseWhenNotReady(skill, grants);
        Admission admission = admissions.admit(skill, grants);
        ProcessSkill started = started(skill, grants, admission);
        boolean good = false;
        try {
            if (running.putIfAbsent(skill.location(), started) != null || stopped) {
                throw Failures.failed(skill, "already_running", "it runs already.", List.of(), null);
            }
            started.begin();
            good = true;
        } catch (StartFailed e) {
            throw Secrets.of(skill, skillSettings).and(admission).hide(e);
        } finally {
            if (!good) {
                started.close();
            }
        }
        LOG.info(
                "Started {} {} in a process ({}) with {} tools",
                skill.id(),
                skill.version(),
                started.vitals().sandbox(),
                started.tools().size());
        return started;
    }

    @Override
    public Map<String, Map<String, Object>> migrate(StagedSkill skill, Grants grants, MigrationOrder order)
            throws StartFailed {
        refuseWhenNotReady(skill, grants);
        Map<String, Map<String, Object>> itsSettings = ReleaseSettings.of(skill, skillSettings);
        Ground found = ground.join();
        Sandbox sandbox = found.choice().sandbox().orElseThrow();
        ArtifactBytes.read(skill);
        try (Admission admission = admissions.admit(skill, grants)) {
            String name = Birth.name(skill);
            Birth birth = new Birth(
                    name,
                    skill,
                    grants,
                    itsSettings,
                    admission,
                    sandbox,
                    settings,
                    found.archive().program());
            return migrate(name, skill, order, birth, admission);
        }
    }

    private Map<String, Map<String, Object>> migrate(
            String name, StagedSkill skill, MigrationOrder order, Birth birth, Admission admission) throws StartFailed {
        try {
            SkillProcess process = SkillProcess.launch(name, skill, birth, admission, threads, settings.stop());
            ProcessMigration migration = new ProcessMigration(skill, order, process);
            migrating.put(skill.location(), migration);
            admission.onQuota(migration);
            if (stopped) {
                migration.cancel();
            }
            LOG.info("{} {} brings forward what {} left", skill.id(), skill.version(), order.from());
            return migration.run();
        } catch (StartFailed e) {
            throw Secrets.of(skill, skillSettings).and(admission).hide(e);
        } finally {
            migrating.remove(skill.location());
        }
    }

    private void refuseWhenNotReady(StagedSkill skill, Grants grants) throws StartFailed {
        HostStatus status = status();
        if (stopped || !status.available()) {
            throw new StartFailed(
                    new Problem(
                            409,
                            status.available() ? "host_stopping" : status.code(),
                            skill.id() + " cannot run in a process: " + status.detail(),
                            "Run ./ctos doctor; it says what helps."),
                    null);
        }
        Unsigned.refuseOutside(skill, status.isolatesFiles());
        SkillRights.inProcess(skill, grants, new SkillRights.Reach("/", null, List.of()));
        if (running.containsKey(skill.location()) || migrating.containsKey(skill.location())) {
            throw Failures.failed(skill, "already_running", "it runs already.", List.of(), null);
        }
    }

    private ProcessSkill started(StagedSkill skill, Grants grants, Admission admission) {
        Ground found = ground.join();
        ProcessSkill[] itself = new ProcessSkill[1];
        SkillHold hold = new SkillHold(
                skill,
                grants,
                admission,
                found.choice().sandbox().orElseThrow(),
                settings,
                skillSettings,
                found.archive(),
                threads,
                () -> running.remove(skill.location(), itself[0]));
        Keeper keeper = new Keeper(
                skill,
                hold,
                new Restarts(settings.restarts(), System::nanoTime),
                settings.sleepAfter(),
                threads,
                new Chronicle(skill, admission, audit));
        itself[0] = new ProcessSkill(hold, keeper, settings, threads);
        return itself[0];
    }

    /** No process outlives the container. */
    @Deactivate
    void stop() {
        stopped = true;
        migrating.values().forEach(ProcessMigration::cancel);
        CompletableFuture<?>[] ends = running.values().stream()
                .map(skill -> CompletableFuture.runAsync(skill::close, threads))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).join();
        try {
            ground.thenAccept(found -> {
                        if (found.archive() != null) {
                            found.archive().close();
                        }
                    })
                    .join();
        } catch (CompletionException e) {
            LOG.debug("There was nothing to run skills on", e);
        }
        threads.close();
    }
}
