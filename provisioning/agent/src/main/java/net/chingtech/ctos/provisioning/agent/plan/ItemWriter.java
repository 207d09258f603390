package net.chingtech.ctos.provisioning.agent.plan;

import java.nio.file.Files;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Change.HostWish;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.policy.HostWords;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.policy.SwitchOrder;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.verify.VerifiedStatement;

/** Writes down what happens to one skill, for somebody who has to agree to it. */
final class ItemWriter {

    private final State state;
    private final Hosts hosts;
    private final Folders folders;
    private final Reach reach;
    private final Change change;
    private final ToolRouter router;

    ItemWriter(State state, Change change, Hosts hosts, ToolRouter router, Folders folders, Reach reach) {
        this.state = state;
        this.change = change;
        this.hosts = hosts;
        this.router = router;
        this.folders = folders;
        this.reach = reach;
    }

    /** What a candidate is called; its own word, until its manifest is proven. */
    static String name(Candidate candidate) {
        return candidate.offer() != null
                ? candidate.offer().info().manifest().name()
                : candidate.onDisk().name();
    }

    Part change(Candidate candidate, VerifiedStatement proven, Plan.Kind kind, SkillId requestedBy)
            throws ProvisioningException {
        ReleaseStatement statement = proven.statement();
        Entry before = state.find(candidate.id()).orElse(null);
        Set<SkillPermission> asked = new LinkedHashSet<>(statement.permissions());
        asked.addAll(statement.optionalPermissions());
        HostWish wish = wish(candidate.id(), before);
        Hosts.Choice host = hosts.choose(new Hosts.Guest(proven.publisher().tier(), asked, wish));
        boolean mustRun = kind == Plan.Kind.INSTALL || kind == Plan.Kind.RESTART;
        if (mustRun && host.unavailable() != null) {
            throw new ProvisioningException(host.unavailable());
        }
        Set<Plan.Flag> flags = EnumSet.noneOf(Plan.Flag.class);
        if (host.weaker()) {
            flags.add(Plan.Flag.WEAKER_HOST);
        }
        Pins.Pin pin = state.pins().of(candidate.id()).orElse(null);
        // Going back to what ran here before needs no new trust.
        boolean offered = candidate.offer() != null;
        if (offered && pin != null && !pin.keyId().equals(proven.publisher().keyId())) {
            flags.add(Plan.Flag.NEW_KEY);
        }
        List<SkillPermission> granted =
                before == null ? List.of() : before.current().grants();
        List<SkillPermission> declined =
                before == null ? List.of() : before.current().declined();
        String hostBefore = before == null ? null : hostNow(before);
        Plan.Item item = new Plan.Item(
                kind,
                candidate.id(),
                name(candidate),
                before == null ? null : before.current().version(),
                candidate.version(),
                statement.artifact().sha256(),
                statement.artifact().size(),
                candidate.source(),
                proven.publisher().name(),
                proven.publisher().tier(),
                proven.publisher().keyId(),
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
                HostWords.of(host, hostBefore),
                Collections.unmodifiableSet(flags),
                before != null && (kind == Plan.Kind.RESTART || callersWait(candidate)),
                releaseNotes(candidate));
        return new Part(item, proven, candidate.offer(), before, Hosts.word(wish));
    }

    Part removal(Entry entry) {
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
                "");
        return new Part(item, null, null, entry, null);
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

    String line(Part part, boolean purge) {
        Plan.Item item = part.item();
        String what = item.name() + " (" + item.id() + ")";
        String who = ", from " + item.publisher() + " (" + item.tier().wire() + ") by " + item.source();
        String line =
                switch (item.kind()) {
                    case INSTALL ->
                        "Install " + what + " " + item.to() + who
                                + (item.requestedBy() == null ? "" : ", because " + item.requestedBy() + " needs it");
                    case UPDATE ->
                        "Update " + what + " from " + item.from() + " to " + item.to() + who
                                + (item.requestedBy() == null ? "" : ", because of " + item.requestedBy());
                    case ROLLBACK -> "Go back with " + what + " from " + item.from() + " to " + item.to();
                    case RESTART -> "Start " + what + " " + item.to() + " again";
                    case UNINSTALL ->
                        "Uninstall " + what + " " + item.from()
                                + (purge ? " and delete its data" : "; its data is kept for 30 days");
                };
        StringBuilder more = new StringBuilder(line);
        if (item.flags().contains(Plan.Flag.NEW_KEY)) {
            more.append("; the publisher's key is new: ")
                    .append(state.pins().of(item.id()).map(Pins.Pin::keyId).orElse("none"))
                    .append(" before, ")
                    .append(item.keyId())
                    .append(" now");
        }
        if (item.flags().contains(Plan.Flag.WEAKER_HOST)) {
            more.append("; it is held less well than it should be");
        }
        if (item.to() != null && item.hostBefore() != null && !item.host().equals(item.hostBefore())) {
            more.append("; it moves ")
                    .append(
                            item.host().equals(Hosts.word(HostLevel.PROCESS))
                                    ? "to a process of its own"
                                    : "into the container's framework");
        }
        if (item.callersWait()) {
            more.append("; its callers wait for a moment");
        }
        return more.append('.').toString();
    }

    private boolean callersWait(Candidate candidate) throws ProvisioningException {
        SkillManifest manifest = candidate.offer() != null
                ? candidate.offer().info().manifest()
                : new Artifacts(folders).manifest(candidate.id(), candidate.onDisk());
        return SwitchOrder.oldStopsFirst(manifest, folders.hasData(candidate.id()));
    }

    private static String releaseNotes(Candidate candidate) {
        String notes =
                candidate.offer() == null ? null : candidate.offer().info().releaseNotes();
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
