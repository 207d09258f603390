package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;
import org.osgi.service.resolver.Resolver;

/** Makes plans. The same state and the same offers give the same plan, whatever order they came in. */
public final class Planner {

    private final Store store;
    private final Folders folders;
    private final Sources sources;
    private final Hosts hosts;
    private final ToolRouter router;
    private final Verifier verifier;
    private final Solver solver;
    private final Clock clock;

    public Planner(
            Store store,
            Folders folders,
            Sources sources,
            Hosts hosts,
            ToolRouter router,
            Verifier verifier,
            Resolver resolver,
            Duration resolveLimit,
            Clock clock) {
        this.store = store;
        this.folders = folders;
        this.sources = sources;
        this.hosts = hosts;
        this.router = router;
        this.verifier = verifier;
        this.solver = new Solver(resolver, resolveLimit, clock);
        this.clock = clock;
    }

    public Planned plan(Change change) throws ProvisioningException {
        State state = store.state();
        if (change instanceof Change.Uninstall uninstall) {
            return uninstall(state, uninstall);
        }
        if (change instanceof Change.Restart restart) {
            return restart(state, change, restart.id());
        }
        Offers offers = new Offers(sources, state);
        Wishes wishes = new Wishes(state, offers);
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
        SortedMap<SkillId, Candidate> chosen = solve(state, offers, wished, othersMay);
        // 2. What changes, dependencies first, each proven.
        return write(state, change, wished.keySet(), chosen);
    }

    private SortedMap<SkillId, Candidate> solve(
            State state, Offers offers, SortedMap<SkillId, Goal.Wish> wished, boolean othersMay)
            throws ProvisioningException {
        Goal goal = new Goal(wished, false);
        Universe universe = new Universe(state, offers, goal);
        Solver.Answer answer = solver.solve(universe);
        List<String> conflict = answer.conflict();
        if (answer.chosen().isEmpty() && othersMay) {
            goal = new Goal(wished, true);
            universe = new Universe(state, offers, goal);
            answer = solver.solve(universe);
        }
        if (answer.chosen().isEmpty()) {
            throw new Explanation(universe, offers, goal).of(conflict.isEmpty() ? answer.conflict() : conflict);
        }
        return answer.chosen();
    }

    private Planned write(State state, Change change, Set<SkillId> wished, SortedMap<SkillId, Candidate> chosen)
            throws ProvisioningException {
        SortedMap<SkillId, Candidate> changing = new TreeMap<>(chosen);
        changing.values().removeIf(one -> state.find(one.id())
                .map(entry -> entry.current().version().equals(one.version()))
                .orElse(false));
        if (changing.isEmpty()) {
            throw Wishes.upToDate("Everything that is installed is as new as it can be.");
        }
        Proof proof = new Proof(verifier, folders, state);
        SortedMap<SkillId, VerifiedStatement> proven = new TreeMap<>();
        for (Candidate candidate : changing.values()) {
            proven.put(candidate.id(), proof.of(candidate));
        }
        ItemWriter writer = new ItemWriter(state, change, hosts, router, folders, reach(state, changing, proven));
        SortedMap<SkillId, Set<SkillId>> needs = new TreeMap<>();
        chosen.forEach((id, one) -> needs.put(id, one.dependencies().keySet()));
        List<Part> parts = new ArrayList<>();
        for (SkillId id : DependencyOrder.of(needs)) {
            Candidate candidate = changing.get(id);
            if (candidate != null) {
                SkillId requestedBy = wished.contains(id) ? null : requestedBy(id, chosen);
                parts.add(writer.change(candidate, proven.get(id), kind(state, candidate), requestedBy));
            }
        }
        return finish(state, change, parts, writer, false);
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
        VerifiedStatement proven = new Proof(verifier, folders, state).of(candidate);
        SortedMap<SkillId, Candidate> changing = new TreeMap<>(Map.of(id, candidate));
        Reach reach = reach(state, changing, new TreeMap<>(Map.of(id, proven)));
        ItemWriter writer = new ItemWriter(state, change, hosts, router, folders, reach);
        return finish(state, change, List.of(writer.change(candidate, proven, Plan.Kind.RESTART, null)), writer, false);
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
        ItemWriter writer = new ItemWriter(state, change, hosts, router, folders, new Reach(new TreeMap<>()));
        return finish(state, change, List.of(writer.removal(entry)), writer, change.purge());
    }

    private Planned finish(State state, Change change, List<Part> parts, ItemWriter writer, boolean purge) {
        List<Plan.Item> items = parts.stream().map(Part::item).toList();
        long bytes = parts.stream().mapToLong(writer::downloadBytes).sum();
        List<String> summary =
                parts.stream().map(part -> writer.line(part, purge)).toList();
        Plan said = new Plan(null, null, null, change.action(), change.id(), items, bytes, summary);
        Plan plan = new Plan(
                UUID.randomUUID().toString(),
                Digests.sha256Hex(Json.write(said)),
                clock.instant().plus(PlanShelf.LIFETIME),
                said.action(),
                said.id(),
                items,
                bytes,
                summary);
        return new Planned(plan, change, state.registry().revision(), parts);
    }

    private static Reach reach(
            State state, SortedMap<SkillId, Candidate> changing, SortedMap<SkillId, VerifiedStatement> proven) {
        SortedMap<SkillId, Reach.Skill> afterwards = new TreeMap<>();
        state.registry()
                .skills()
                .forEach(entry -> afterwards.put(
                        entry.id(),
                        new Reach.Skill(entry.current().name(), entry.current().grants())));
        proven.forEach((id, statement) -> {
            Set<SkillPermission> all = new HashSet<>(statement.statement().permissions());
            all.addAll(statement.statement().optionalPermissions());
            afterwards.put(id, new Reach.Skill(ItemWriter.name(changing.get(id)), all));
        });
        return new Reach(afterwards);
    }

    private static SkillId requestedBy(SkillId id, SortedMap<SkillId, Candidate> chosen) {
        return chosen.values().stream()
                .filter(one -> one.dependencies().containsKey(id))
                .map(Candidate::id)
                .findFirst()
                .orElse(null);
    }

    private static Plan.Kind kind(State state, Candidate candidate) {
        SkillVersion installed = state.find(candidate.id())
                .map(entry -> entry.current().version())
                .orElse(null);
        if (installed == null) {
            return Plan.Kind.INSTALL;
        }
        return candidate.version().compareTo(installed) > 0 ? Plan.Kind.UPDATE : Plan.Kind.ROLLBACK;
    }
}
