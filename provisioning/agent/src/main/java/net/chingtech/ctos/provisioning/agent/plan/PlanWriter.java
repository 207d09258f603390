package net.chingtech.ctos.provisioning.agent.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.policy.SilentRules;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.BackupSpace;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.runtime.ToolRouter;

/** Writes down what was found, as the plan that somebody has to agree to. */
public final class PlanWriter {

    private final Folders folders;
    private final Hosts hosts;
    private final ToolRouter router;
    private final DataSize sizes;
    private final BackupSpace backups;
    private final SilentRules rules;
    private final FirstSeen seen;
    private final Clock clock;

    public PlanWriter(
            Folders folders,
            Hosts hosts,
            ToolRouter router,
            DataSize sizes,
            BackupSpace backups,
            SilentRules rules,
            FirstSeen seen,
            Clock clock) {
        this.folders = folders;
        this.hosts = hosts;
        this.router = router;
        this.sizes = sizes;
        this.backups = backups;
        this.rules = rules;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * What changes, dependencies first.
     *
     * @param wished what was asked for; the rest is there because something else needs it
     * @param chosen all that will be installed
     * @param proven what of it changes
     */
    Planned changes(
            State state,
            Change change,
            Set<SkillId> wished,
            SortedMap<SkillId, Candidate> chosen,
            SortedMap<SkillId, Proven> proven)
            throws ProvisioningException {
        return changes(state, change, wished, chosen, proven, Extra.NONE);
    }

    /** What else belongs to a plan than what comes. */
    interface Extra {
        Extra NONE = (parts, writer) -> parts;

        /** The parts of the plan, of those that come. */
        List<Part> of(List<Part> parts, ItemWriter writer);

        /** Lines of the summary that speak of no item. */
        default List<String> notes() {
            return List.of();
        }
    }

    /** The same with something else. */
    Planned changes(
            State state,
            Change change,
            Set<SkillId> wished,
            SortedMap<SkillId, Candidate> chosen,
            SortedMap<SkillId, Proven> proven,
            Extra extra)
            throws ProvisioningException {
        SortedMap<SkillId, Candidate> changing = new TreeMap<>(chosen);
        changing.keySet().retainAll(proven.keySet());
        ItemWriter writer = writer(state, change, Reaches.of(state, changing, proven), changing);
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
        return finish(state, change, extra.of(parts, writer), writer, false, extra.notes());
    }

    /** That a release on disk is what was installed. */
    void mustBeWhole(Entry entry) throws ProvisioningException {
        new Artifacts(folders).staged(entry.id(), entry.current());
    }

    Instant now() {
        return clock.instant();
    }

    /** The installed release once more. */
    Planned restart(State state, Change change, Candidate candidate, Proven proven) throws ProvisioningException {
        SortedMap<SkillId, Candidate> changing = new TreeMap<>();
        changing.put(candidate.id(), candidate);
        SortedMap<SkillId, Proven> one = new TreeMap<>();
        one.put(candidate.id(), proven);
        ItemWriter writer = writer(state, change, Reaches.of(state, changing, one), changing);
        return finish(
                state,
                change,
                List.of(writer.change(candidate, proven, Plan.Kind.RESTART, null)),
                writer,
                false,
                List.of());
    }

    Planned removal(State state, Change.Uninstall change, Entry entry) throws ProvisioningException {
        ItemWriter writer = writer(state, change, Reaches.of(state, new TreeMap<>(), new TreeMap<>()), new TreeMap<>());
        return finish(state, change, List.of(writer.removal(entry, change.purge())), writer, change.purge(), List.of());
    }

    private ItemWriter writer(State state, Change change, Reaches reaches, SortedMap<SkillId, Candidate> changing) {
        return new ItemWriter(state, change, hosts, router, folders, reaches, sizes, changing);
    }

    private Planned finish(
            State state, Change change, List<Part> parts, ItemWriter writer, boolean purge, List<String> notes)
            throws ProvisioningException {
        List<Plan.Item> items = parts.stream().map(Part::item).toList();
        long bytes = parts.stream().mapToLong(writer::downloadBytes).sum();
        mustFit(items);
        List<String> summary = new ArrayList<>(
                parts.stream().map(part -> SummaryLine.of(part.item(), purge)).toList());
        summary.addAll(notes);
        List<SkillId> restarts = items.stream()
                .filter(item -> item.kind() != Plan.Kind.INSTALL && item.kind() != Plan.Kind.UNINSTALL)
                .map(Plan.Item::id)
                .toList();
        Plan said = new Plan(null, null, null, change.action(), change.id(), items, bytes, restarts, null, summary);
        SilentRules.Verdict verdict = verdict(said, state, parts);
        Plan plan = new Plan(
                UUID.randomUUID().toString(),
                digest(said),
                clock.instant().plus(PlanShelf.LIFETIME),
                said.action(),
                said.id(),
                items,
                bytes,
                restarts,
                verdict.problem().orElse(null),
                summary);
        return new Planned(plan, change, state.registry().revision(), parts, verdict);
    }

    /** That what is copied before can be, before anything is touched. */
    private void mustFit(List<Plan.Item> items) throws ProvisioningException {
        Map<String, Long> copied = new LinkedHashMap<>();
        for (Plan.Item item : items) {
            if (item.effects().backupBytes() > 0) {
                copied.put(item.name(), item.effects().backupBytes());
            }
        }
        backups.require(copied);
    }

    /** Over all but what changes by itself while somebody reads: the size of data, and what the clock decides. */
    private static String digest(Plan said) {
        ObjectNode tree = Json.mapper().valueToTree(said);
        for (JsonNode item : tree.path("items")) {
            ((ObjectNode) item.path("effects")).remove("backup_bytes");
        }
        return Digests.sha256Hex(Json.write(tree));
    }

    private SilentRules.Verdict verdict(Plan plan, State state, List<Part> parts) {
        List<SilentRules.Update> updates = parts.stream()
                .filter(part -> part.item().kind() == Plan.Kind.UPDATE)
                .map(part -> new SilentRules.Update(
                        part.before(), part.statement(), seen.offeredAt(part.before(), part.release())))
                .toList();
        return rules.of(plan, state, updates, clock.instant());
    }

    private static SkillId requestedBy(SkillId id, SortedMap<SkillId, Candidate> chosen) {
        return chosen.values().stream()
                .filter(one -> one.dependencies().containsKey(id))
                .map(Candidate::id)
                .findFirst()
                .orElse(null);
    }

    private static Plan.Kind kind(State state, Candidate candidate) {
        if (state.find(candidate.id()).isEmpty()) {
            return Plan.Kind.INSTALL;
        }
        if (candidate.onDisk() != null && candidate.past() == null) {
            return Plan.Kind.RESTART;
        }
        return candidate.past() == null ? Plan.Kind.UPDATE : Plan.Kind.ROLLBACK;
    }
}
