package net.chingtech.ctos.provisioning.agent.probation;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.policy.AutoConsent;
import net.chingtech.ctos.provisioning.agent.policy.UndoConsent;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Failures;
import net.chingtech.ctos.provisioning.agent.store.Migrated;
import net.chingtech.ctos.provisioning.agent.store.Past;
import net.chingtech.ctos.provisioning.agent.store.Probation;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.provisioning.agent.transaction.Changes;

/**
 * Leaves a version that failed, by the same road as everybody else: a plan, a yes, a transaction. That it failed is written
 * down first, so that a container that is killed meanwhile goes back at its next start.
 */
public final class GoingBack {

    static final String ACTOR = "container";

    private final Store store;
    private final Planner planner;
    private final PlanShelf shelf;
    private final Changes changes;
    private final Alerts alerts;
    private final Clock clock;
    /** The migrations that are being undone, by the follower. */
    private final Map<SkillId, Migrated> undone = new ConcurrentHashMap<>();

    public GoingBack(Store store, Planner planner, PlanShelf shelf, Changes changes, Alerts alerts, Clock clock) {
        this.store = store;
        this.planner = planner;
        this.shelf = shelf;
        this.changes = changes;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Whether the version that runs failed already, and was not left yet. */
    static Optional<FailedVersion> failure(Entry entry) {
        return entry.failed().stream()
                .filter(one -> one.sha256().equals(entry.current().sha256()))
                .findFirst();
    }

    /**
     * Writes down that the version that runs failed, when it is still found to be so while nothing else can be the reason.
     *
     * @param confirm what is wrong now, if anything
     * @return empty when nothing is wrong any more
     * @throws ProvisioningException {@code busy}
     */
    Optional<FailedVersion> remember(Entry entry, Supplier<Optional<Problem>> confirm) throws ProvisioningException {
        AtomicReference<FailedVersion> written = new AtomicReference<>();
        changes.alone("writing down that " + entry.id() + " failed", () -> {
            State state = store.state();
            Entry same = same(entry).orElse(null);
            Optional<Problem> problem = same == null ? Optional.empty() : confirm.get();
            if (problem.isPresent()) {
                FailedVersion failed = new FailedVersion(
                        same.current().version(), same.current().sha256(), clock.instant(), problem.get());
                Entry marked = same.draft()
                        .failed(Failures.with(same.failed(), failed))
                        .entry();
                write(() -> store.commit(state.registry().with(marked), state.pins()));
                written.set(failed);
            }
        });
        return Optional.ofNullable(written.get());
    }

    /**
     * Takes a skill off probation: it did well.
     *
     * @throws ProvisioningException {@code busy}
     */
    void passed(Entry entry) throws ProvisioningException {
        changes.alone("taking " + entry.id() + " off probation", () -> {
            Entry same = same(entry).orElse(null);
            if (same != null) {
                write(() -> store.note(same.draft().probation(null).entry()));
            }
        });
    }

    /** The skill as it is now, when it still is on the same probation. */
    private Optional<Entry> same(Entry entry) {
        return store.state().find(entry.id()).filter(now -> entry.probation().equals(now.probation()));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) throws ProvisioningException {
        try {
            writing.run();
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "write the registry"), e);
        }
    }

    /** @return the task that goes back; it is followed by {@link #ended} */
    Task begin(Entry entry) throws ProvisioningException {
        Probation probation = entry.probation();
        Optional<Migrated> migrated = store.state().registry().migrations().stream()
                .filter(one ->
                        one.follower().equals(entry.id()) && probation.stateId().equals(one.transaction()))
                .findFirst();
        if (migrated.isPresent()) {
            return undo(migrated.get());
        }
        Past past = entry.past(probation.stateId())
                .orElseThrow(() -> new ProvisioningException(ProbationWords.nothingKept(entry)));
        Planned planned =
                planner.plan(new Change.Rollback(entry.id(), past.release().version(), past.stateId(), null));
        shelf.put(planned);
        return changes.carryOut(AutoConsent.of(planned.plan(), store.state()::find, ACTOR));
    }

    /** What took a legacy skill's place goes back to that. */
    private Task undo(Migrated migrated) throws ProvisioningException {
        undone.put(migrated.follower(), migrated);
        Planned planned = planner.plan(new Change.UndoMigration(migrated.id()));
        shelf.put(planned);
        return changes.carryOut(UndoConsent.of(planned.plan(), migrated, ACTOR));
    }

    /** Tells what became of going back. */
    void ended(SkillId id, FailedVersion failed, Problem problem) {
        Migrated migrated = undone.remove(id);
        if (migrated != null) {
            alerts.raiseAndRecord(
                    Alert.Level.DANGER,
                    migrated.id(),
                    id + "@" + failed.version(),
                    problem == null
                            ? ProbationWords.migratedBack(migrated, failed)
                            : ProbationWords.staysMigrated(migrated, failed, problem));
            return;
        }
        store.state().find(id).ifPresent(entry -> {
            if (problem != null) {
                alerts.raiseAndRecord(
                        Alert.Level.DANGER,
                        id,
                        id + "@" + failed.version(),
                        ProbationWords.stays(entry, failed, problem));
            }
        });
        announce();
    }

    /** Tells of every skill that went back lately, also when the container ended before anybody could be told. */
    void announce() {
        Instant oldest = clock.instant().minus(Alerts.KEPT_AFTER_READING);
        for (Entry entry : store.state().registry().skills()) {
            for (FailedVersion failed : entry.failed()) {
                entry.history().stream()
                        .filter(past -> failed.at().isAfter(oldest))
                        .filter(past -> past.release().sha256().equals(failed.sha256()))
                        .filter(past -> !past.until().isBefore(failed.at()))
                        .findFirst()
                        .ifPresent(left -> announce(entry, failed, left));
            }
        }
    }

    private void announce(Entry entry, FailedVersion failed, Past left) {
        alerts.raiseOnceAndRecord(
                Alert.Level.DANGER,
                entry.id(),
                entry.id() + "@" + failed.version(),
                ProbationWords.rolledBack(entry, failed, left));
    }
}
