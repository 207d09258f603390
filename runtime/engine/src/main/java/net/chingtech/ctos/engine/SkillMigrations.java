package net.chingtech.ctos.engine;

import static net.chingtech.ctos.engine.BundleBegin.failed;

import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.engine.internal.SkillComponents;
import net.chingtech.ctos.skill.SkillMigration;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Starts a skill's bundle for its migrations alone: its tools need not be there, and its health is not asked. */
final class SkillMigrations {

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final CallRunner runner;
    private final SkillBundle skill;
    private final MigrationTask task;
    private final BundleBegin begin;

    SkillMigrations(
            BundleContext context,
            ServiceComponentRuntime components,
            CallRunner runner,
            SkillBundle skill,
            MigrationTask task) {
        this.context = context;
        this.components = components;
        this.runner = runner;
        this.skill = skill;
        this.task = task;
        begin = new BundleBegin(context, runner, skill);
    }

    /** @return the settings for the new version */
    Map<String, Map<String, Object>> run(InputStream artifact) throws EngineFailed {
        return begin.run(artifact, bundle -> {
            Map<String, Map<String, Object>> settings = migrate(bundle);
            new BundleEnd(bundle, runner).run();
            return settings;
        });
    }

    private Map<String, Map<String, Object>> migrate(Bundle bundle) throws EngineFailed {
        // 1. All services first: when one is not there, none has begun.
        OfferedServices services = new OfferedServices(context, bundle, skill);
        Map<String, ServiceReference<?>> there = waitFor(new SkillComponents(components, bundle), services);
        services.refuseForeignTypes();
        Map<String, SkillMigration> migrations = activate(there);
        // 2. One after the other, within one limit.
        Upgrade upgrade = new Upgrade(task);
        long deadline = System.nanoTime() + task.longest().toNanos();
        for (String name : task.services()) {
            call(bundle, name, migrations.get(name), upgrade, deadline);
        }
        return upgrade.settings();
    }

    private Map<String, ServiceReference<?>> waitFor(SkillComponents itsComponents, OfferedServices services)
            throws EngineFailed {
        while (true) {
            Map<String, ServiceReference<?>> there = services.migrations();
            List<String> missing = task.services().stream()
                    .filter(name -> !there.containsKey(name))
                    .distinct()
                    .toList();
            if (missing.isEmpty()) {
                return there;
            }
            SkillComponents.State state = itsComponents.state(SkillMigration.NAME, missing);
            if (!state.failed().isEmpty()) {
                throw failed("skill_threw", state.failed().get(0) + ".", state.failed(), null);
            }
            if (begin.isOver()) {
                throw state.open().isEmpty() ? missing(missing, there) : BundleBegin.unsatisfied(state.open());
            }
            begin.pause();
        }
    }

    private static EngineFailed missing(List<String> missing, Map<String, ServiceReference<?>> there) {
        String others = there.isEmpty() ? "none" : String.join(", ", there.keySet());
        return failed(
                "migration_missing",
                "it has no " + SkillMigration.class.getSimpleName() + " service with the " + SkillMigration.NAME + " "
                        + String.join(", ", missing) + "; those that it has: " + others + ".",
                missing,
                null);
    }

    private Map<String, SkillMigration> activate(Map<String, ServiceReference<?>> there) throws EngineFailed {
        Map<String, SkillMigration> migrations = new LinkedHashMap<>();
        for (String name : task.services()) {
            SkillMigration migration = begin.within(() -> (SkillMigration) context.getService(there.get(name)));
            if (migration == null) {
                throw failed("skill_threw", "its migration " + name + " could not be activated.", List.of(name), null);
            }
            migrations.put(name, migration);
        }
        return migrations;
    }

    private void call(Bundle bundle, String name, SkillMigration migration, Upgrade upgrade, long deadline)
            throws EngineFailed {
        TimeoutException late = new TimeoutException();
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        Future<Void> running = null;
        try {
            running = runner.run(() -> inItsLoader(bundle, migration, upgrade), left, late, () -> {});
            running.get();
        } catch (ExecutionException e) {
            if (e.getCause() == late) {
                throw failed(
                        "migration_timeout",
                        "its migration " + name + " was not done when "
                                + task.longest().toMillis() + " ms were over.",
                        List.of(name),
                        late);
            }
            List<String> causes = PlainWords.causes(e.getCause());
            throw failed(
                    "migration_failed",
                    "its migration " + name + " failed: " + causes.get(0) + ".",
                    causes,
                    e.getCause());
        } catch (RejectedExecutionException e) {
            throw BundleBegin.busy(e);
        } catch (InterruptedException e) {
            running.cancel(true);
            throw BundleBegin.cancelled(e);
        }
    }

    private static Void inItsLoader(Bundle bundle, SkillMigration migration, Upgrade upgrade) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(bundle.adapt(BundleWiring.class).getClassLoader());
        try {
            migration.migrate(upgrade);
            return null;
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
