package net.chingtech.ctos.provisioning.agent.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
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

    public Starter(Artifacts artifacts, Hosts hosts, ToolRouter router, Statuses statuses) {
        this.artifacts = artifacts;
        this.hosts = hosts;
        this.router = router;
        this.statuses = statuses;
    }

    /** Returns when every skill runs or has failed. */
    public void startAll(Registry registry, ExecutorService executor) {
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
                            .map(entry -> CompletableFuture.runAsync(() -> startOne(entry), executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
            left.keySet().removeAll(Set.copyOf(wave.stream().map(Entry::id).toList()));
        }
    }

    private void startOne(Entry entry) {
        try {
            RunningSkill running = start(entry.id(), entry.current());
            route(running);
            statuses.runs(entry.id(), running.health());
        } catch (ProvisioningException e) {
            LOG.warn("{} {} does not run: {}", entry.id(), entry.current().version(), e.problem());
            statuses.failed(entry.id(), e.problem());
        } catch (RuntimeException e) {
            LOG.error("{} {} does not run", entry.id(), entry.current().version(), e);
            statuses.failed(
                    entry.id(),
                    new Problem(500, "internal_error", "It could not be started: " + e + ".", "See the log."));
        }
    }

    /** Starts an installed release, with its grants, in its host, once its digest was found right. */
    public RunningSkill start(SkillId id, Deployed deployed) throws ProvisioningException {
        StagedSkill staged = artifacts.staged(id, deployed);
        try {
            return hosts.require(deployed.host()).start(staged, new Grants(deployed.grants()));
        } catch (StartFailed e) {
            throw new ProvisioningException(e.problem(), e);
        }
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
            router.running(entry.id()).ifPresent(running -> {
                Health found = running.health();
                statuses.health(entry.id())
                        .filter(before -> before.isGood() && !found.isGood())
                        .ifPresent(before -> LOG.warn("{} is unhealthy: {}", entry.id(), found.lines()));
                statuses.runs(entry.id(), found);
            });
        }
    }
}
