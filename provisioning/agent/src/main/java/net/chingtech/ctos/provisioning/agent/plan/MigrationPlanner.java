package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.mapping.SkillMaps;
import net.chingtech.ctos.provisioning.agent.plan.Followers.Route;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Migrated;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.provisioning.agent.store.State;

/** Plans that put followers into the places of legacy skills, and legacy skills back. */
final class MigrationPlanner {

    private final Sources sources;
    private final Proofs proofs;
    private final Solver solver;
    private final PlanWriter writer;
    private final SkillMaps maps;
    private final Carries carries;

    MigrationPlanner(
            Sources sources, Proofs proofs, Solver solver, PlanWriter writer, SkillMaps maps, Carries carries) {
        this.sources = sources;
        this.proofs = proofs;
        this.solver = solver;
        this.writer = writer;
        this.maps = maps;
        this.carries = carries;
    }

    /** One planning: what sources say is asked once. */
    final class Session {
        private final State state;
        private final Homes homes;
        private final Offers offers;
        final Followers followers;

        Session(State state) {
            this.state = state;
            homes = new Homes(sources, state, proofs.verifier());
            offers = new Offers(sources, state, homes);
            followers = new Followers(state, maps.fresh(), homes, offers, carries);
        }

        Route route(Entry legacy) throws ProvisioningException {
            Route route = followers.of(legacy);
            List<SkillId> neededBy = state.registry().neededBy(legacy.id());
            if (!neededBy.isEmpty()) {
                throw Refusals.of(
                        409,
                        "needed_by_others",
                        legacy.id() + " is needed by " + neededBy + ".",
                        "Migrate or uninstall these first.");
            }
            return route;
        }

        /** @param left lines about what is not migrated with these */
        Planned plan(Change change, List<Route> routes, List<String> left) throws ProvisioningException {
            Registry without = state.registry();
            SortedMap<SkillId, Goal.Wish> wished = new TreeMap<>();
            SortedMap<SkillId, Candidate> again = new TreeMap<>();
            for (Route route : routes) {
                without = without.without(route.legacy().id());
                if (route.installed() == null) {
                    wished.put(
                            route.follower(),
                            new Goal.Wish(
                                    route.follower() + ", which follows "
                                            + route.legacy().id(),
                                    route.candidates()));
                } else if (!route.carried().isEmpty()) {
                    again.put(route.follower(), route.candidates().get(0));
                }
            }
            // 1. What fits together once the legacy skills are gone.
            SortedMap<SkillId, Candidate> chosen = wished.isEmpty()
                    ? new TreeMap<>()
                    : solver.fitting(new State(without, state.pins()), offers, wished, true);
            homes.mustMeanTheSame(wished.keySet(), chosen);
            // 2. What changes of that, and what starts again with what it is given.
            SortedMap<SkillId, Candidate> changing = new TreeMap<>(chosen);
            changing.values().removeIf(one -> state.find(one.id())
                    .filter(entry -> entry.current().version().equals(one.version()))
                    .isPresent());
            chosen.putAll(again);
            changing.putAll(again);
            Proof proof = proofs.of(changing.values(), state);
            SortedMap<SkillId, Proven> proven = new TreeMap<>();
            for (Candidate candidate : changing.values()) {
                proven.put(candidate.id(), proof.of(candidate, again.containsKey(candidate.id())));
            }
            return writer.changes(state, change, wished.keySet(), chosen, proven, new There(routes, left));
        }
    }

    /** Each follower in the place of its legacy skill. */
    private record There(List<Route> routes, List<String> notes) implements PlanWriter.Extra {
        @Override
        public List<Part> of(List<Part> parts, ItemWriter writer) {
            List<Part> all = new ArrayList<>();
            for (Part part : parts) {
                Moving.There moving = routes.stream()
                        .filter(route -> route.follower().equals(part.item().id()))
                        .findFirst()
                        .map(Route::moving)
                        .orElse(null);
                all.add(moving == null ? part : Worded.arriving(part, moving));
            }
            routes.forEach(route -> all.add(Worded.leaving(writer.removal(route.legacy(), false), route.moving())));
            return all;
        }
    }

    Planned there(State state, Change.Migrate change) throws ProvisioningException {
        Session session = new Session(state);
        if (change.id() != null) {
            Entry legacy = state.find(change.id()).orElseThrow(() -> Refusals.notInstalled(change.id()));
            return session.plan(change, List.of(session.route(legacy)), List.of());
        }
        Map<SkillId, Route> routes = new LinkedHashMap<>();
        List<String> left = new ArrayList<>();
        for (Entry legacy : legacies(state)) {
            try {
                Route route = session.route(legacy);
                Route first = routes.get(route.follower());
                if (first != null) {
                    throw MigrationRefusals.shared(
                            legacy.id(), route.follower(), first.legacy().id());
                }
                // What cannot be migrated by itself must not keep the others.
                session.plan(new Change.Migrate(legacy.id()), List.of(route), List.of());
                routes.put(route.follower(), route);
            } catch (ProvisioningException e) {
                left.add(legacy.id() + " stays as it is (" + e.problem().code() + "): "
                        + e.problem().detail());
            }
        }
        if (routes.isEmpty()) {
            throw MigrationRefusals.nothing(left);
        }
        return session.plan(change, List.copyOf(routes.values()), left);
    }

    static List<Entry> legacies(State state) {
        return state.registry().skills().stream()
                .filter(entry -> entry.id().isLegacy())
                .toList();
    }

    /** The legacy skill as it was, from what was kept; what only the migration brought goes. */
    Planned back(State state, Change.UndoMigration change) throws ProvisioningException {
        Migrated migrated = named(state.registry(), change.id());
        Entry legacy = migrated.legacy();
        Candidate candidate = Candidate.onDisk(legacy, legacy.current());
        State with = new State(state.registry().with(legacy), state.pins());
        SortedMap<SkillId, Candidate> chosen = new TreeMap<>(Map.of(legacy.id(), candidate));
        SortedMap<SkillId, Proven> proven = new TreeMap<>();
        try {
            writer.mustBeWhole(legacy);
            proven.put(legacy.id(), proofs.of(List.of(candidate), with).of(candidate, true));
        } catch (ProvisioningException e) {
            throw BROKEN.contains(e.problem().code()) ? MigrationRefusals.copyMissing(migrated, e) : e;
        }
        Moving.Back moving = new Moving.Back(migrated);
        Departing departing = Departing.of(state.registry(), migrated, writer.now());
        PlanWriter.Extra extra = new PlanWriter.Extra() {
            @Override
            public List<Part> of(List<Part> parts, ItemWriter items) {
                List<Part> all = new ArrayList<>();
                parts.forEach(part -> all.add(Worded.returning(part, moving)));
                for (Entry entry : departing.entries()) {
                    Part part = items.removal(entry, false);
                    all.add(entry.id().equals(migrated.follower()) ? Worded.removed(part, moving) : part);
                }
                return all;
            }

            @Override
            public List<String> notes() {
                return departing.notes();
            }
        };
        return writer.changes(state, change, chosen.keySet(), chosen, proven, extra);
    }

    private static final List<String> BROKEN =
            List.of("artifact_missing", "digest_mismatch", "manifest_invalid", "statement_invalid");

    private Migrated named(Registry registry, SkillId id) throws ProvisioningException {
        List<Migrated> all = registry.migrations().stream()
                .filter(one -> one.id().equals(id) || one.follower().equals(id))
                .toList();
        if (all.isEmpty()) {
            throw MigrationRefusals.unknown(id);
        }
        List<Migrated> kept =
                all.stream().filter(one -> one.isKept(writer.now())).toList();
        if (kept.isEmpty()) {
            throw MigrationRefusals.tooOld(all.get(0));
        }
        if (kept.size() > 1) {
            throw MigrationRefusals.ambiguous(
                    id, kept.stream().map(Migrated::id).toList());
        }
        return kept.get(0);
    }

    MigrationReport report(State state) {
        return new MigrationReporter(new Session(state), carries).of(state, writer.now());
    }
}
