package net.chingtech.ctos.provisioning.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.alert.AuditAlert;
import net.chingtech.ctos.provisioning.agent.alert.DamageAlerts;
import net.chingtech.ctos.provisioning.agent.alert.LeftoverAlerts;
import net.chingtech.ctos.provisioning.agent.catalogue.Catalogue;
import net.chingtech.ctos.provisioning.agent.catalogue.Leafed;
import net.chingtech.ctos.provisioning.agent.catalogue.Resting;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.disk.BroughtFiles;
import net.chingtech.ctos.provisioning.agent.disk.DiskSource;
import net.chingtech.ctos.provisioning.agent.journal.Journals;
import net.chingtech.ctos.provisioning.agent.live.KeptOff;
import net.chingtech.ctos.provisioning.agent.live.StartCheck;
import net.chingtech.ctos.provisioning.agent.live.Starter;
import net.chingtech.ctos.provisioning.agent.live.Statuses;
import net.chingtech.ctos.provisioning.agent.mapping.SkillMaps;
import net.chingtech.ctos.provisioning.agent.plan.Carries;
import net.chingtech.ctos.provisioning.agent.plan.DataSize;
import net.chingtech.ctos.provisioning.agent.plan.LeftBehind;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import net.chingtech.ctos.provisioning.agent.plan.PlanWriter;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.plan.Proofs;
import net.chingtech.ctos.provisioning.agent.plan.Solver;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.policy.SilentRules;
import net.chingtech.ctos.provisioning.agent.policy.UpdatePolicies;
import net.chingtech.ctos.provisioning.agent.probation.Checkup;
import net.chingtech.ctos.provisioning.agent.probation.FailedUpdates;
import net.chingtech.ctos.provisioning.agent.probation.GoingBack;
import net.chingtech.ctos.provisioning.agent.probation.Watch;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.quarantine.Quarantine;
import net.chingtech.ctos.provisioning.agent.quarantine.RevokedKeys;
import net.chingtech.ctos.provisioning.agent.rating.OwnRatings;
import net.chingtech.ctos.provisioning.agent.rating.Rating;
import net.chingtech.ctos.provisioning.agent.recovery.Recovery;
import net.chingtech.ctos.provisioning.agent.standing.KeyAlerts;
import net.chingtech.ctos.provisioning.agent.standing.ObjectionPoll;
import net.chingtech.ctos.provisioning.agent.standing.Rounds;
import net.chingtech.ctos.provisioning.agent.standing.SourceAlerts;
import net.chingtech.ctos.provisioning.agent.standing.StandingPoll;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.Attempts;
import net.chingtech.ctos.provisioning.agent.store.BackupSpace;
import net.chingtech.ctos.provisioning.agent.store.Backups;
import net.chingtech.ctos.provisioning.agent.store.Cache;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.HomeFiles;
import net.chingtech.ctos.provisioning.agent.store.KnownNotices;
import net.chingtech.ctos.provisioning.agent.store.Leftovers;
import net.chingtech.ctos.provisioning.agent.store.PuttingBack;
import net.chingtech.ctos.provisioning.agent.store.Remains;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.provisioning.agent.task.TaskBoard;
import net.chingtech.ctos.provisioning.agent.transaction.AuditTrail;
import net.chingtech.ctos.provisioning.agent.transaction.Changes;
import net.chingtech.ctos.provisioning.agent.transaction.Configuring;
import net.chingtech.ctos.provisioning.agent.transaction.Forgetting;
import net.chingtech.ctos.provisioning.agent.transaction.Granting;
import net.chingtech.ctos.provisioning.agent.transaction.Quarantining;
import net.chingtech.ctos.provisioning.agent.transaction.Subscribing;
import net.chingtech.ctos.provisioning.agent.transaction.World;
import net.chingtech.ctos.provisioning.agent.update.OwnTime;
import net.chingtech.ctos.provisioning.agent.update.Picker;
import net.chingtech.ctos.provisioning.agent.update.ReleaseLook;
import net.chingtech.ctos.provisioning.agent.update.SilentUpdates;
import net.chingtech.ctos.provisioning.agent.update.Timetable;
import net.chingtech.ctos.provisioning.agent.update.UpdateAgent;
import net.chingtech.ctos.provisioning.agent.update.UpdateAlerts;
import net.chingtech.ctos.provisioning.agent.update.UpdateChecks;
import net.chingtech.ctos.provisioning.agent.update.UpdateJudge;
import net.chingtech.ctos.provisioning.agent.update.UpdateMemory;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.verify.Verifier;
import org.osgi.service.resolver.Resolver;

/** The agent put together; needs no framework. */
final class Parts {

    final Store store;
    final KnownNotices notices;
    final Alerts alerts;
    final Quarantine quarantine;
    final Planner planner;
    final World world;
    final Starter starter;
    final TaskBoard tasks;
    final Changes changes;
    final Quarantining quarantining;
    final Watch watch;
    final StandingPoll poll;
    private final ReleaseLook look;
    final UpdateChecks updates;
    private final UpdateMemory memory;
    private final SilentUpdates silent;
    final SkillMaps maps;
    final ProvisioningAgent agent;
    final ToolRouter router;
    final Limits limits;
    final Clock clock;
    final ExecutorService executor;
    final Offline offline;
    final AuditAlert auditAlert;
    private final boolean damaged;
    private final Leftovers leftovers;

    /** Reads what is remembered, and finishes or undoes what was cut off; starts nothing. */
    Parts(
            ContainerHome home,
            Supplier<? extends Collection<SkillSource>> sourcesNow,
            Supplier<? extends Collection<SkillHost>> hostsNow,
            Verifier verifier,
            ToolRouter router,
            AuditLog audit,
            SkillBelongings belongings,
            SkillSettings settings,
            Offline offline,
            Resolver resolver,
            Limits limits,
            Clock clock,
            LongSupplier nanos)
            throws ProvisioningException {
        this.router = router;
        this.limits = limits;
        this.clock = clock;
        this.offline = offline;
        HomeFiles remembered = new HomeFiles(clock);
        alerts = Alerts.open(home, remembered, audit, clock);
        Folders folders = new Folders(home);
        Journals journals = new Journals(home.registry().resolveSibling("journal"));
        store = Store.open(home, remembered, revision -> journals.begun(folders, revision), verifier, clock);
        store.completePins(verifier);
        FirstSeen seen = FirstSeen.open(home, clock);
        notices = KnownNotices.open(
                home, remembered, verifier, () -> store.state().pins().keyIds());
        UpdatePolicies policies = UpdatePolicies.open(home, remembered);
        OwnRatings ratings = OwnRatings.open(home, remembered);
        auditAlert = new AuditAlert(alerts, audit);
        new DamageAlerts(alerts).tell(remembered.damages());
        damaged = !remembered.damages().isEmpty();
        store.settle();
        BroughtFiles files = new BroughtFiles(folders.files(), verifier, clock);
        Backups backups = new Backups(folders, belongings, settings, limits.largestBackup(), clock);
        PuttingBack puttingBack = new PuttingBack(folders, backups, belongings, settings, clock);
        KeptOff keptOff = new KeptOff();
        Remains remains = new Remains(folders, belongings, settings);
        leftovers = new Leftovers(store, folders, backups, remains, clock);
        try {
            Attempts clearing = new Attempts();
            Set<String> unfinished =
                    new Recovery(store, journals, backups, puttingBack, remains, keptOff, alerts, audit).run(clearing);
            leftovers.clear(unfinished, clearing);
            clearing.at("skills/files", files::clear);
            new LeftoverAlerts(alerts).tell(clearing.failed());
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "look into what an earlier run left behind"), e);
        }
        executor = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "ctos-provisioning");
            thread.setDaemon(true);
            return thread;
        });
        Sources sources = new Sources(
                sourcesNow, new DiskSource(files), executor, limits.sourceDeadline(), new Resting(nanos), offline);
        maps = new SkillMaps(
                sources,
                home.trust(),
                broken -> alerts.raiseOnceAndRecord(Alert.Level.WARNING, null, SkillMap.NAME, broken),
                nanos);
        quarantine = new Quarantine(sources, new RevokedKeys(notices, store, folders, verifier), clock);
        Hosts hosts = new Hosts(hostsNow);
        Statuses statuses = new Statuses();
        Artifacts artifacts = new Artifacts(folders);
        starter = new Starter(artifacts, hosts, router, statuses, new StartCheck(store, alerts, keptOff));
        tasks = new TaskBoard(clock);
        Proofs proofs =
                new Proofs(verifier, folders, sources, notices, quarantine, new LeftBehind(folders, belongings), seen);
        SilentRules rules = new SilentRules(policies);
        DataSize sizes = new DataSize(folders, belongings, Duration.ofSeconds(2));
        BackupSpace room = new BackupSpace(limits.largestBackup(), () -> usable(home));
        planner = new Planner(
                store,
                sources,
                proofs,
                new Solver(resolver, executor, limits.resolveLimit()),
                new PlanWriter(folders, hosts, router, sizes, room, rules, seen, clock),
                maps,
                new Carries(folders, belongings));
        PlanShelf shelf = new PlanShelf(clock);
        world = new World(
                store,
                folders,
                artifacts,
                new Cache(folders, clock, limits.cacheBytes()),
                journals,
                backups,
                puttingBack,
                room,
                belongings,
                settings,
                sources,
                verifier,
                seen,
                hosts,
                router,
                starter,
                statuses,
                keptOff,
                alerts,
                limits.pace(),
                clock);
        AuditTrail trail = new AuditTrail(audit);
        changes = new Changes(world, planner, shelf, tasks, trail);
        InstalledView installed = new InstalledView(store, artifacts, settings, router, statuses);
        quarantining = new Quarantining(world, changes, quarantine, alerts, trail);
        watch = new Watch(
                store,
                new Checkup(router, statuses),
                new GoingBack(store, planner, shelf, changes, alerts, clock),
                limits.pace().probation(),
                clock,
                nanos,
                executor);
        tasks.watch(watch::heard);
        changes.whenVersionFails(new FailedUpdates(store, clock)::heard);
        UpdateAlerts updateAlerts = new UpdateAlerts(store, router, alerts);
        changes.whenUpdateOfAllFails(updateAlerts::ofAllFailed);
        changes.afterEach(() -> {
            quarantining.enforce();
            watch.changeEnded();
        });
        notices.whenLearnt(new KeyAlerts(store, alerts)::learnt);
        poll = new StandingPoll(store, sources, quarantine, notices, quarantining, new SourceAlerts(alerts, clock));
        memory = UpdateMemory.open(home);
        silent = new SilentUpdates(
                store,
                new Picker(sources, verifier, rules, planner, seen, clock),
                shelf,
                changes,
                tasks,
                updateAlerts,
                clock);
        look = new ReleaseLook(installed::all, store, sources, seen);
        updates = new UpdateChecks(
                sources,
                installed::all,
                new UpdateJudge(store, sources, verifier, rules, planner, seen, clock),
                look,
                clock);
        agent = new ProvisioningAgent(
                new Catalogue(sources, store, folders, maps::now, new Leafed(nanos)),
                planner,
                shelf,
                changes,
                new Granting(world, changes, trail),
                new Configuring(world, changes, trail),
                new Forgetting(world, changes, trail),
                new Subscribing(world, changes, policies, trail),
                policies,
                new Rating(store, sources, ratings, trail),
                new TrustView(store, sources),
                files,
                installed,
                updates,
                poll,
                new ObjectionPoll(store, sources, quarantine, quarantining, alerts),
                alerts);
    }

    /** Starts what is installed; returns when every skill runs or has failed. */
    void startSkills() {
        if (damaged) {
            // What was revoked before is not known any more.
            poll.poll();
        }
        // What is known from before to be revoked must not run for even a moment.
        quarantining.enforce();
        starter.startAll(store.state().registry(), executor);
        watch.begin();
    }

    /**
     * The hourly rounds of questions about what is installed.
     *
     * @param random gives some duration from zero up to the given one
     */
    Rounds rounds(String containerId, UnaryOperator<Duration> random) {
        return new Rounds(poll, look, new OwnTime(containerId, limits.revocationPeriod()), random, clock);
    }

    /**
     * The agent that looks for updates.
     *
     * @param random gives some duration from zero up to the given one
     */
    UpdateAgent updateAgent(String containerId, UnaryOperator<Duration> random) {
        Timetable timetable = new Timetable(new OwnTime(containerId, limits.updatePeriod()), random);
        return new UpdateAgent(
                memory,
                timetable,
                agent::checkForUpdates,
                limits.silentUpdates() ? Optional.of(silent) : Optional.empty(),
                clock);
    }

    /**
     * Removes what is kept for a while, and whose time is over.
     *
     * @throws ProvisioningException {@code busy}, or why nobody knows what must stay
     */
    void expire() throws ProvisioningException {
        changes.alone("the removal of data whose time is over", () -> {
            try {
                Attempts clearing = new Attempts();
                leftovers.expire(world.journals().unfinished(), clearing);
                new LeftoverAlerts(alerts).tell(clearing.failed());
            } catch (IOException e) {
                throw new ProvisioningException(DiskFailures.of(e, "look for data whose time is over"), e);
            }
        });
    }

    /** How many bytes the disk of a home has left. */
    private static long usable(ContainerHome home) {
        try {
            return Files.getFileStore(home.root()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
