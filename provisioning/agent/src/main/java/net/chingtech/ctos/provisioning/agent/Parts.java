package net.chingtech.ctos.provisioning.agent;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.catalogue.Catalogue;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.live.Starter;
import net.chingtech.ctos.provisioning.agent.live.Statuses;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.Cache;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.Leftovers;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.provisioning.agent.task.TaskBoard;
import net.chingtech.ctos.provisioning.agent.transaction.AuditTrail;
import net.chingtech.ctos.provisioning.agent.transaction.Changes;
import net.chingtech.ctos.provisioning.agent.transaction.Granting;
import net.chingtech.ctos.provisioning.agent.transaction.World;
import net.chingtech.ctos.provisioning.agent.update.UpdateChecks;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.verify.Verifier;
import org.osgi.service.resolver.Resolver;

/** The agent put together; needs no framework. */
final class Parts {

    final Store store;
    final Planner planner;
    final World world;
    final Starter starter;
    final TaskBoard tasks;
    final Changes changes;
    final UpdateChecks updates;
    final ProvisioningAgent agent;
    final ToolRouter router;
    final Limits limits;
    final Clock clock;
    final ExecutorService executor;

    /** Reads what is remembered and clears leftovers away; starts nothing. */
    Parts(
            ContainerHome home,
            Supplier<? extends Collection<SkillSource>> sourcesNow,
            Supplier<? extends Collection<SkillHost>> hostsNow,
            Verifier verifier,
            ToolRouter router,
            AuditLog audit,
            SkillBelongings belongings,
            Resolver resolver,
            Limits limits,
            Clock clock)
            throws ProvisioningException {
        this.router = router;
        this.limits = limits;
        this.clock = clock;
        store = Store.open(home);
        Folders folders = new Folders(home);
        try {
            new Leftovers(store, folders, belongings, clock).clear();
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "clear leftovers of an earlier run away"), e);
        }
        executor = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "ctos-provisioning");
            thread.setDaemon(true);
            return thread;
        });
        Sources sources = new Sources(sourcesNow, executor, limits.sourceDeadline());
        Hosts hosts = new Hosts(hostsNow);
        Statuses statuses = new Statuses();
        Artifacts artifacts = new Artifacts(folders);
        starter = new Starter(artifacts, hosts, router, statuses);
        tasks = new TaskBoard(clock);
        planner = new Planner(store, folders, sources, hosts, router, verifier, resolver, limits.resolveLimit(), clock);
        PlanShelf shelf = new PlanShelf(clock);
        world = new World(
                store,
                folders,
                artifacts,
                new Cache(folders, clock, limits.cacheBytes()),
                belongings,
                sources,
                verifier,
                hosts,
                router,
                starter,
                statuses,
                executor,
                limits.drainPatience(),
                clock);
        AuditTrail trail = new AuditTrail(audit);
        changes = new Changes(world, planner, shelf, tasks, trail);
        InstalledView installed = new InstalledView(store, artifacts, router, statuses);
        updates = new UpdateChecks(sources, installed::all, clock);
        agent = new ProvisioningAgent(
                new Catalogue(sources, store),
                planner,
                shelf,
                changes,
                new Granting(world, changes, trail),
                installed,
                updates);
    }
}
