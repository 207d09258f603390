package net.chingtech.ctos.provisioning.agent.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.policy.HostWords;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.runtime.Vitals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what is installed: what is needed before what needs it, and skills that do not wait for each other at the same
 * time. One that fails says why and stops nobody else.
 */
public final class Starter {

    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

    private final Artifacts artifacts;
    private final Hosts hosts;
    private final ToolRouter router;
    private final Statuses statuses;
    private final StartCheck check;
    /** More processes at once than the machine has cores would only make each of them late. */
    private final Semaphore turns =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private volatile boolean ending;

    public Starter(Artifacts artifacts, Hosts hosts, ToolRouter router, Statuses statuses, StartCheck check) {
        this.artifacts = artifacts;
        this.hosts = hosts;
        this.router = router;
        this.statuses = statuses;
        this.check = check;
    }

    /** Returns when every skill runs or has failed. */
    public void startAll(Registry registry, ExecutorService executor) {
        check.begin();
        SortedMap<SkillId, Entry> left = new TreeMap<>();
        registry.skills().forEach(entry -> left.put(entry.id(), entry));
        while (!left.isEmpty()) {
            List<Entry> next = left.values().stream()
                    .filter(entry -> entry.current().dependencies().keySet().stream()
                            .noneMatch(id -> left.containsKey(id) && !id.equals(entry.id())))
                    .toList();
            // Skills that need each other in a circle are started all at once.
            List<Entry> wave = next.isEmpty() ? new ArrayList<>(left.values()) : next;
            CompletableFuture.allOf(wave.stream()
                            .map(entry -> CompletableFuture.runAsync(() -> startInTurn(entry), executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
            left.keySet().removeAll(Set.copyOf(wave.stream().map(Entry::id).toList()));
        }
    }

    private void startInTurn(Entry entry) {
        turns.acquireUninterruptibly();
        try {
            startOne(entry);
        } finally {
            turns.release();
        }
    }

    private void startOne(Entry entry) {
        try {
            RunningSkill running = start(entry);
            route(running);
            statuses.runs(entry.id(), running.health());
        } catch (ProvisioningException e) {
            LOG.warn("{} {} does not run: {}", entry.id(), entry.current().version(), e.problem());
            stayedOff(entry, e.problem());
        } catch (RuntimeException e) {
            LOG.error("{} {} does not run", entry.id(), entry.current().version(), e);
            stayedOff(
                    entry,
                    new Problem(
                            500,
                            "internal_error",
                            entry.id() + " could not be started: " + e + ".",
                            "See the container's log, and report it."));
        }
    }

    private void stayedOff(Entry entry, Problem why) {
        statuses.failed(entry.id(), why);
        if (!ending) {
            check.stayedOff(entry, why);
        }
    }

    /** The container ends: what fails from now on fails because of that, and nobody has to do anything about it. */
    public void ending() {
        ending = true;
    }

    /**
     * Does nothing for a skill that may be started.
     *
     * @throws ProvisioningException {@code release_revoked}, {@code lock_changed}, {@code undo_failed}: it has to stay off
     */
    public void mustBeAllowed(Entry entry) throws ProvisioningException {
        check.before(entry);
    }

    /**
     * Starts an installed release, with its grants, once its digest was found right, in the host that is right for it now:
     * since it was installed, Java or the sandbox may have changed.
     *
     * @throws ProvisioningException as {@link #mustBeAllowed}; {@code weaker_host} when it would be held less well than
     *     anybody agreed to
     */
    public RunningSkill start(Entry entry) throws ProvisioningException {
        check.before(entry);
        Deployed deployed = entry.current();
        StagedSkill staged = artifacts.staged(entry.id(), deployed);
        StartCheck.grants(entry, asked(staged.manifest()));
        Hosts.Choice choice = place(entry, staged);
        if (!Hosts.word(choice.level()).equals(deployed.host())) {
            LOG.info("{} runs {} from now on: {}", entry.id(), Hosts.place(choice.level()), choice.why());
        }
        try {
            return hosts.require(Hosts.word(choice.level())).start(staged, new Grants(deployed.grants()));
        } catch (StartFailed e) {
            throw new ProvisioningException(e.problem(), e);
        }
    }

    private Hosts.Choice place(Entry entry, StagedSkill staged) throws ProvisioningException {
        Hosts.Choice choice = hosts.choose(
                new Hosts.Guest(entry.current().tier(), asked(staged.manifest()), Hosts.wish(entry.hostWish())));
        if (choice.unavailable() != null) {
            throw new ProvisioningException(choice.unavailable());
        }
        if (choice.weaker() && !entry.current().mayRunWeaker()) {
            throw new ProvisioningException(new Problem(
                    409,
                    "weaker_host",
                    entry.current().name() + " stays off: here it could only run less fenced than it should.",
                    "Mend what ./ctos doctor names and restart the container, or agree to it with ./ctos restart "
                            + entry.id() + " --weaker-host.",
                    HostWords.of(choice, null)));
        }
        return choice;
    }

    private static List<SkillPermission> asked(SkillManifest manifest) {
        return Stream.concat(manifest.permissions().stream(), manifest.optionalPermissions().stream())
                .toList();
    }

    private void route(RunningSkill running) throws ProvisioningException {
        try {
            router.switchTo(running);
        } catch (ToolRouter.ToolNameTaken e) {
            running.drainAndStop(Duration.ZERO);
            throw new ProvisioningException(
                    new Problem(
                            409,
                            "tool_name_taken",
                            running.skill().id() + " cannot run: " + e.getMessage() + ".",
                            "Uninstall one of the two."),
                    e);
        }
    }

    /** Asks every running skill how it is. */
    public void refreshHealth(Registry registry) {
        for (Entry entry : registry.skills()) {
            // One that sleeps would wake, and one that is down cannot answer.
            Predicate<RunningSkill> awake = running -> running.vitals().state() == Vitals.State.RUNNING;
            router.running(entry.id()).filter(awake).ifPresent(running -> {
                Health found = running.health();
                statuses.health(entry.id())
                        .filter(before -> before.isGood() && !found.isGood())
                        .ifPresent(before -> LOG.warn("{} is unhealthy: {}", entry.id(), found.lines()));
                statuses.runs(entry.id(), found);
            });
        }
    }
}
