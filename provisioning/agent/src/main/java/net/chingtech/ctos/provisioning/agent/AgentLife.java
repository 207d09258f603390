package net.chingtech.ctos.provisioning.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.provisioning.agent.standing.Rounds;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.update.UpdateAgent;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's life in a framework: start the skills, show the services, ask once an hour whether any was revoked and once a
 * day for updates, let go what was kept for its time, stop the skills.
 */
final class AgentLife {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLife.class);

    private static final long PATIENCE_MS = 20_000;

    /** How often skills on probation are asked how they are. */
    private static final long LOOK_MS = 2_000;

    private final Parts parts;
    private final UpdateAgent updates;
    private final Rounds rounds;
    private final BundleContext context;
    private final ScheduledExecutorService clockwork;
    /** Waits for the updates that it carries out, so that nothing else may wait for it. */
    private final ScheduledExecutorService updating;
    /** Of its own, too: what asks the sources may take long. */
    private final ScheduledExecutorService watching;

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final Thread starting = new Thread(this::start, "ctos-provisioning-start");
    private boolean ended;

    AgentLife(Parts parts, String containerId, BundleContext context) {
        this.parts = parts;
        this.updates = parts.updateAgent(containerId, AgentLife::random);
        this.rounds = parts.rounds(containerId, AgentLife::random);
        this.context = context;
        this.clockwork = clockwork("ctos-provisioning-clock");
        this.updating = clockwork("ctos-update-agent");
        this.watching = clockwork("ctos-provisioning-watch");
    }

    private static ScheduledExecutorService clockwork(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Duration random(Duration most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
    }

    /** Returns at once; the services come when the skills run. */
    void begin() {
        starting.setDaemon(true);
        starting.start();
    }

    private void start() {
        long begun = System.nanoTime();
        try {
            parts.startSkills();
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
            updating.execute(this::lookForUpdates);
            watching.scheduleWithFixedDelay(this::watch, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
            clockwork.execute(this::poll);
            clockwork.execute(this::checkRecord);
            clockwork.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.HOURS);
        }
    }

    private void poll() {
        clockwork.schedule(this::poll, rounds.ask().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Here, so that nobody waits at the start while a long record is read. */
    private void checkRecord() {
        try {
            parts.auditAlert.look();
        } catch (RuntimeException e) {
            LOG.warn("the record of what was done could not be checked", e);
        }
    }

    private void expire() {
        try {
            parts.expire();
        } catch (ProvisioningException e) {
            LOG.info("data whose time is over is looked for again in an hour: {}", e.problem());
        } catch (RuntimeException e) {
            LOG.warn("data whose time is over could not be removed", e);
        }
    }

    private void watch() {
        try {
            parts.watch.look();
        } catch (RuntimeException e) {
            LOG.error("the skills on probation could not be looked after", e);
        }
    }

    private void refreshHealth() {
        try {
            parts.starter.refreshHealth(parts.store.state().registry());
        } catch (RuntimeException e) {
            LOG.warn("a skill could not be asked how it is", e);
        }
    }

    private void lookForUpdates() {
        Duration rest = Duration.ofMinutes(1);
        try {
            if (!parts.offline.isOn()) {
                rest = updates.look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            LOG.warn("updates could not be looked for", e);
        }
        if (!updating.isShutdown()) {
            updating.schedule(this::lookForUpdates, rest.toMillis(), TimeUnit.MILLISECONDS);
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
        updating.shutdownNow();
        watching.shutdownNow();
        parts.watch.end();
        parts.starter.ending();
        starting.join(PATIENCE_MS);
        parts.tasks.stopErrands(PATIENCE_MS);
        parts.changes.stop(PATIENCE_MS);
        List<CompletableFuture<Void>> stopping = new ArrayList<>();
        for (Entry entry : parts.store.state().registry().skills()) {
            SkillId id = entry.id();
            // The time of all runs at once, so that several that hang take no longer than one.
            stopping.add(parts.router
                    .retireAndStop(id, parts.limits.pace().patience())
                    .toCompletionStage()
                    .toCompletableFuture());
        }
        try {
            // Not Promise.timeout: its clock is closed as soon as the JVM is told to end, and then nothing is waited
            // for.
            CompletableFuture.allOf(stopping.toArray(CompletableFuture[]::new)).get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every skill stopped as it should", e);
        }
        parts.executor.shutdownNow();
    }
}
