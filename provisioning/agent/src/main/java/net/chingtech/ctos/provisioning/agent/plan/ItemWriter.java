package net.chingtech.ctos.provisioning.agent.plan;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Change.HostWish;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.policy.HostWords;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.policy.SwitchOrder;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.verify.Publisher;

/** Writes down what happens to one skill, for somebody who has to agree to it. */
final class ItemWriter {

    private final State state;
    private final Hosts hosts;
    private final Folders folders;
    private final Reach reach;
    private final Change change;
    private final ToolRouter router;
    private final EffectsWriter effects;
    private final SortedMap<SkillId, Candidate> changing;

    /** @param changing all that changes with it */
    ItemWriter(
            State state,
            Change change,
            Hosts hosts,
            ToolRouter router,
            Folders folders,
            Reaches reaches,
            DataSize sizes,
            SortedMap<SkillId, Candidate> changing) {
        this.state = state;
        this.change = change;
        this.hosts = hosts;
        this.router = router;
        this.folders = folders;
        this.reach = reaches.atMost();
        this.effects = new EffectsWriter(state, change, reaches, sizes);
        this.changing = changing;
    }

    /** What a candidate is called; its own word, until its manifest is proven. */
    static String name(Candidate candidate) {
        return candidate.offer() != null
                ? candidate.offer().info().manifest().name()
                : candidate.onDisk().name();
    }

    Part change(Candidate candidate, Proven proven, Plan.Kind kind, SkillId requestedBy) throws ProvisioningException {
        ReleaseStatement statement = proven.statement().statement();
        Publisher publisher = proven.statement().publisher();
        Entry before = state.find(candidate.id()).orElse(null);
        Set<SkillPermission> asked = Reaches.asked(statement);
        HostWish wish = wish(candidate.id(), before);
        Hosts.Choice host = hosts.choose(new Hosts.Guest(publisher.tier(), asked, wish));
        boolean mustRun = kind == Plan.Kind.INSTALL || kind == Plan.Kind.RESTART;
        if (mustRun && host.unavailable() != null) {
            throw new ProvisioningException(host.unavailable());
        }
        mustHavePrograms(candidate, hosts.lacking(host, statement.permissions()));
        Set<Plan.Flag> flags = EnumSet.noneOf(Plan.Flag.class);
        flags.addAll(proven.flags());
        if (host.weaker()) {
            flags.add(Plan.Flag.WEAKER_HOST);
        }
        List<SkillPermission> granted =
                before == null ? List.of() : before.current().grants();
        List<SkillPermission> declined =
                before == null ? List.of() : before.current().declined();
        String hostBefore = before == null ? null : hostNow(before);
        EffectsWriter.Step step =
                new EffectsWriter.Step(kind, candidate, statement, migrations(candidate, asked, kind), before);
        Plan.Item item = new Plan.Item(
                kind,
                candidate.id(),
                name(candidate),
                before == null ? null : before.current().version(),
                candidate.version(),
                statement.artifact().sha256(),
                statement.artifact().size(),
                candidate.source(),
                publisher.name(),
                publisher.tier(),
                publisher.keyId(),
                reach.asked(sorted(statement.permissions())),
                reach.asked(sorted(statement.optionalPermissions())),
                sorted(minus(asked, granted)),
                sorted(minus(granted, asked)),
                declined.stream()
                        .filter(statement.optionalPermissions()::contains)
                        .toList(),
                statement.dependencies(),
                requestedBy,
                Hosts.word(host.level()),
                hostBefore,
                host.status() == null ? null : host.status().sandbox(),
                notes(host, hostBefore, hosts.lacking(host, statement.optionalPermissions())),
                Collections.unmodifiableSet(flags),
                callersWait(step),
                releaseNotes(candidate),
                proven.trust(),
                effects.of(step));
        return new Part(
                item,
                proven.statement(),
                candidate.offer(),
                before,
                Hosts.word(wish),
                proven.pins(),
                candidate.past(),
                RollbackData.restored(before, candidate.past(), change));
    }

    /** Said before anybody agrees: without them it would not start. */
    private static void mustHavePrograms(Candidate candidate, List<String> lacking) throws ProvisioningException {
        if (!lacking.isEmpty()) {
            throw Refusals.of(
                    409,
                    "program_missing",
                    candidate + " needs what this machine does not have: " + String.join(", ", lacking) + ".",
                    "Install " + (lacking.size() == 1 ? "that program" : "these programs")
                            + " on this machine (under /usr/bin or /usr/local/bin), then plan it again.",
                    lacking);
        }
    }

    private static List<String> notes(Hosts.Choice host, String hostBefore, List<String> lacking) {
        List<String> notes = new ArrayList<>(HostWords.of(host, hostBefore));
        if (!lacking.isEmpty()) {
            notes.add("It could use what this machine does not have: " + String.join(", ", lacking)
                    + ". Do not allow it to run that; with a program that is missing it does not start.");
        }
        return notes;
    }

    Part removal(Entry entry, boolean purge) {
        Deployed current = entry.current();
        Plan.Item item = new Plan.Item(
                Plan.Kind.UNINSTALL,
                entry.id(),
                current.name(),
                current.version(),
                null,
                null,
                0,
                entry.source(),
                current.publisher(),
                current.tier(),
                current.keyId(),
                List.of(),
                List.of(),
                List.of(),
                sorted(current.grants()),
                List.of(),
                new TreeMap<>(),
                null,
                current.host(),
                hostNow(entry),
                null,
                List.of(),
                Collections.unmodifiableSet(EnumSet.noneOf(Plan.Flag.class)),
                false,
                "",
                null,
                effects.removal(entry, purge));
        return new Part(item, null, null, entry, null, false, null, false);
    }

    /** What the change wishes for the skill that it is about; for others, and where it says nothing, what was wished before. */
    private HostWish wish(SkillId id, Entry before) {
        HostWish wish = null;
        if (id.equals(change.id())) {
            if (change instanceof Change.Install install) {
                wish = install.host();
            } else if (change instanceof Change.Update update) {
                wish = update.host();
            } else if (change instanceof Change.Restart restart) {
                wish = restart.host();
            }
        }
        return wish == null && before != null ? Hosts.wish(before.hostWish()) : wish;
    }

    private String hostNow(Entry entry) {
        return router.running(entry.id())
                .map(running -> Hosts.word(running.host()))
                .orElse(entry.current().host());
    }

    /** What is still to be downloaded for an item. */
    long downloadBytes(Part part) {
        boolean here = part.release() == null
                || Files.exists(folders.cached(part.item().sha256()));
        return here ? 0 : part.item().size();
    }

    private boolean callersWait(EffectsWriter.Step step) throws ProvisioningException {
        return switch (step.kind()) {
            case INSTALL, UNINSTALL -> false;
            case RESTART -> true;
            case UPDATE, ROLLBACK ->
                SwitchOrder.callersWait(new SwitchOrder.Switch(
                        manifest(step.candidate()).sideBySide(),
                        effects.hasData(step.candidate().id()),
                        !step.migrations().isEmpty()
                                || RollbackData.restored(
                                        step.before(), step.candidate().past(), change),
                        step.before().mayRunPrograms(),
                        oldDoesNotFit(step.before())));
        };
    }

    /** Whether what runs now would stand beside a version of another skill that it does not take. */
    private boolean oldDoesNotFit(Entry before) {
        return before.current().dependencies().entrySet().stream()
                .anyMatch(need -> changing.containsKey(need.getKey())
                        && !need.getValue().equals(VersionRange.ANY)
                        && !need.getValue().includes(changing.get(need.getKey()).version()));
    }

    private List<SkillManifest.Migration> migrations(Candidate candidate, Set<SkillPermission> asked, Plan.Kind kind)
            throws ProvisioningException {
        if (kind == Plan.Kind.RESTART) {
            return List.of();
        }
        SkillVersion from = state.find(candidate.id()).map(Entry::shape).orElse(null);
        return Migrations.of(kind, manifest(candidate), asked, from, effects.kept(candidate.id()));
    }

    private SkillManifest manifest(Candidate candidate) throws ProvisioningException {
        return candidate.offer() != null
                ? candidate.offer().info().manifest()
                : new Artifacts(folders).manifest(candidate.id(), candidate.onDisk());
    }

    private static String releaseNotes(Candidate candidate) {
        String notes = candidate.offer() == null
                ? null
                : candidate.offer().info().manifest().releaseNotes();
        return notes == null ? "" : notes;
    }

    private static List<SkillPermission> sorted(Collection<SkillPermission> permissions) {
        return permissions.stream()
                .sorted(Comparator.comparing(SkillPermission::name))
                .toList();
    }

    private static Set<SkillPermission> minus(Collection<SkillPermission> all, Collection<SkillPermission> without) {
        Set<SkillPermission> rest = new HashSet<>(all);
        rest.removeAll(new HashSet<>(without));
        return rest;
    }
}
