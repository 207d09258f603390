package net.chingtech.ctos.provisioning.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.provisioning.UpdateCheck;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.update.DailyTime;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's life in a framework: start the skills, show the services, look for updates once a day, stop the skills. */
final class AgentLife {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLife.class);

    private static final long PATIENCE_MS = 20_000;

    private final Parts parts;
    private final DailyTime daily;
    private final BundleContext context;
    private final ScheduledExecutorService clockwork;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final Thread starting = new Thread(this::start, "ctos-provisioning-start");
    private boolean ended;

    AgentLife(Parts parts, String containerId, BundleContext context) {
        this.parts = parts;
        this.daily = new DailyTime(containerId);
        this.context = context;
        this.clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ctos-provisioning-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns at once; the services come when the skills run. */
    void begin() {
        starting.setDaemon(true);
        starting.start();
    }

    private void start() {
        long begun = System.nanoTime();
        try {
            parts.starter.startAll(parts.store.state().registry(), parts.executor);
        } catch (RuntimeException e) {
            LOG.error("the installed skills could not be started", e);
        }
        LOG.info(
                "{} installed skills started in {} ms",
                parts.store.state().registry().skills().size(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        synchronized (this) {
            if (ended) {
                return;
            }
            registrations.add(context.registerService(Tasks.class, parts.tasks, FrameworkUtil.asDictionary(Map.of())));
            registrations.add(context.registerService(
                    SkillManager.class, parts.agent, FrameworkUtil.asDictionary(Map.of("ctos.ready", "provisioning"))));
            long period = parts.limits.healthPeriod().toMillis();
            clockwork.scheduleWithFixedDelay(this::refreshHealth, period, period, TimeUnit.MILLISECONDS);
            scheduleCheck();
        }
    }

    private void refreshHealth() {
        try {
            parts.starter.refreshHealth(parts.store.state().registry());
        } catch (RuntimeException e) {
            LOG.warn("a skill could not be asked how it is", e);
        }
    }

    private void scheduleCheck() {
        clockwork.schedule(this::check, daily.after(parts.clock.instant()).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void check() {
        try {
            UpdateCheck check = parts.updates.check();
            LOG.info(
                    "{} updates are there; {} sources did not answer",
                    check.updates().size(),
                    check.failed().size());
        } catch (RuntimeException e) {
            LOG.warn("the daily update check failed", e);
        } finally {
            scheduleCheck();
        }
    }

    /** Takes the services back, lets a running change end or undo itself, and stops every skill. */
    void end() throws InterruptedException {
        List<ServiceRegistration<?>> registered;
        synchronized (this) {
            ended = true;
            registered = List.copyOf(registrations);
        }
        registered.forEach(ServiceRegistration::unregister);
        clockwork.shutdownNow();
        starting.join(PATIENCE_MS);
        parts.changes.stop(PATIENCE_MS);
        List<Promise<Void>> stopping = new ArrayList<>();
        for (Entry entry : parts.store.state().registry().skills()) {
            SkillId id = entry.id();
            // The time of all runs at once, so that several that hang take no longer than one.
            stopping.add(
                    parts.router.retireAndStop(id, parts.limits.drainPatience()).timeout(PATIENCE_MS));
        }
        for (Promise<Void> stopped : stopping) {
            stopped.getFailure();
        }
        parts.executor.shutdownNow();
    }
}
