package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.mapping.SkillMaps;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.provisioning.agent.store.Store;

/** Makes plans. The same state and the same offers give the same plan, whatever order they came in. */
public final class Planner {

    private final Store store;
    private final Sources sources;
    private final Proofs proofs;
    private final Solver solver;
    private final PlanWriter writer;

    private final MigrationPlanner migrations;

    public Planner(
            Store store,
            Sources sources,
            Proofs proofs,
            Solver solver,
            PlanWriter writer,
            SkillMaps maps,
            Carries carries) {
        this.store = store;
        this.sources = sources;
        this.proofs = proofs;
        this.solver = solver;
        this.writer = writer;
        this.migrations = new MigrationPlanner(sources, proofs, solver, writer, maps, carries);
    }

    /** What a migration of all legacy skills would do, and what was migrated. */
    public MigrationReport migration() {
        return migrations.report(store.state());
    }

    public Planned plan(Change change) throws ProvisioningException {
        State state = store.state();
        if (change instanceof Change.Uninstall uninstall) {
            return uninstall(state, uninstall);
        }
        if (change instanceof Change.Restart restart) {
            return restart(state, change, restart.id());
        }
        if (change instanceof Change.Migrate migrate) {
            return migrations.there(state, migrate);
        }
        if (change instanceof Change.UndoMigration undo) {
            return migrations.back(state, undo);
        }
        Homes homes = new Homes(sources, state, proofs.verifier());
        Offers offers = new Offers(sources, state, homes);
        Wishes wishes = new Wishes(state, offers, homes);
        SortedMap<SkillId, Goal.Wish> wished;
        if (change instanceof Change.Install install) {
            wished = wishes.install(install);
        } else if (change instanceof Change.Update update) {
            try {
                wished = wishes.update(update);
            } catch (ProvisioningException e) {
                if (moves(state, update) && Refusals.is(e, "up_to_date")) {
                    return restart(state, change, update.id());
                }
                throw e;
            }
        } else {
            wished = wishes.rollback((Change.Rollback) change);
        }
        // 1. First with everything else as it is; only when that cannot be, others are updated, too.
        boolean othersMay = !(change instanceof Change.Rollback) && change.id() != null;
        SortedMap<SkillId, Candidate> chosen = solver.fitting(state, offers, wished, othersMay);
        // 2. Who needs a new skill means the one that was found.
        homes.mustMeanTheSame(wished.keySet(), chosen);
        // 3. What changes, dependencies first, each proven.
        return write(state, change, wished.keySet(), chosen);
    }

    private Planned write(State state, Change change, Set<SkillId> wished, SortedMap<SkillId, Candidate> chosen)
            throws ProvisioningException {
        SortedMap<SkillId, Candidate> changing = new TreeMap<>(chosen);
        changing.values()
                .removeIf(one -> one.past() == null
                        && state.find(one.id())
                                .map(entry -> entry.current().version().equals(one.version()))
                                .orElse(false));
        if (changing.isEmpty()) {
            throw Wishes.allUpToDate(state);
        }
        FreeToolNames.check(state, changing.values());
        Proof proof = proofs.of(changing.values(), state);
        SortedMap<SkillId, Proven> proven = new TreeMap<>();
        for (Candidate candidate : changing.values()) {
            proven.put(candidate.id(), proof.of(candidate, exact(change, candidate.id())));
        }
        return writer.changes(state, change, wished, chosen, proven);
    }

    /** Whether a change asks for one very version of a skill. */
    private static boolean exact(Change change, SkillId id) {
        SkillVersion version = change instanceof Change.Install install
                ? install.version()
                : change instanceof Change.Update update ? update.version() : null;
        return version != null && id.equals(change.id());
    }

    /** Whether an update wishes for another host than was wished before. */
    private static boolean moves(State state, Change.Update update) {
        return update.host() != null
                && state.find(update.id())
                        .filter(entry -> !Objects.equals(Hosts.word(update.host()), entry.hostWish()))
                        .isPresent();
    }

    /** The installed release once more: proven anew, and placed where it belongs now. */
    private Planned restart(State state, Change change, SkillId id) throws ProvisioningException {
        Entry entry = state.find(id).orElseThrow(() -> Refusals.notInstalled(id));
        Candidate candidate = Candidate.onDisk(entry, entry.current());
        Proven proven = proofs.of(List.of(candidate), state).of(candidate, true);
        return writer.restart(state, change, candidate, proven);
    }

    private Planned uninstall(State state, Change.Uninstall change) throws ProvisioningException {
        Entry entry = state.find(change.id()).orElseThrow(() -> Refusals.notInstalled(change.id()));
        List<SkillId> neededBy = state.registry().neededBy(change.id());
        if (!neededBy.isEmpty()) {
            String names =
                    String.join(", ", neededBy.stream().map(SkillId::value).toList());
            throw Refusals.of(
                    409,
                    "needed_by_others",
                    change.id() + " is needed by " + names + ".",
                    "Uninstall " + names + " first.",
                    neededBy.stream().map(id -> id + " needs " + change.id()).toList());
        }
        return writer.removal(state, change, entry);
    }
}
