package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.provisioning.UpdatePolicy.Mode;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.verify.Verifier;

/**
 * A registry made anew from the lock file and from what lies on disk, each release proven again. A skill is given what the
 * lock file grants it and no more. Where that cannot be known it stays off until somebody has looked.
 */
final class Rebuild {

    /** Data of skills that nobody remembers is kept as that of uninstalled ones. */
    private static final Duration DATA_KEPT = Duration.ofDays(30);

    /** What was asked for before must not come by itself because nobody remembers that. */
    private static final UpdatePolicy ASK = new UpdatePolicy(Mode.ASK, Mode.ASK, Mode.ASK, null, null);

    /** @param disputes skills that must not run before somebody has looked */
    record Rebuilt(Registry registry, Map<SkillId, Dispute> disputes) {}

    private final Folders folders;
    private final Pins pins;
    private final SortedMap<SkillId, SortedSet<Found>> onDisk;
    private final SortedMap<SkillId, SortedSet<SkillVersion>> unproven;
    private final Begun begun;
    private final FoundCopies copies;
    private final Instant now;
    private final Map<SkillId, Dispute> disputes = new LinkedHashMap<>();

    /** @param begun changes that are going to be undone */
    Rebuild(Folders folders, Pins pins, Verifier verifier, Begun begun, Instant now) throws ProvisioningException {
        this.folders = folders;
        this.pins = pins;
        this.begun = begun;
        this.copies = new FoundCopies(folders.home().backups(), begun.transactions());
        InstalledReleases releases = new InstalledReleases(folders, verifier);
        this.onDisk = releases.all();
        this.unproven = releases.unproven();
        this.now = now;
    }

    /**
     * What lies on disk and is not in the lock file is listed, too: it may have been off, which keeps it out of there.
     *
     * @param lock null when it cannot be read either
     * @param revision of what is made
     */
    Rebuilt from(LockFile lock, long revision) throws ProvisioningException {
        List<Entry> entries = new ArrayList<>();
        if (lock != null) {
            for (LockFile.Locked locked : lock.skills()) {
                entries.add(locked(locked));
            }
        }
        String why = lock == null
                ? "registry and lock file were damaged, so that nobody knows what it may do"
                : "the registry was damaged and the lock file does not name it, so that nobody knows what it may do";
        Set<SkillId> unnamed = new TreeSet<>(onDisk.keySet());
        unnamed.addAll(unproven.keySet());
        entries.forEach(entry -> unnamed.remove(entry.id()));
        for (SkillId id : unnamed) {
            unlocked(id, why).ifPresent(entries::add);
        }
        Registry registry = new Registry(Registry.FORMAT, revision, null, entries, keptData(entries), List.of(), now);
        return new Rebuilt(registry, disputes);
    }

    /** Of several versions nobody knows which one ran: the highest, which stays off until somebody has looked. */
    private Optional<Entry> unlocked(SkillId id, String why) throws ProvisioningException {
        Found best = found(id).stream()
                .filter(found -> !isComing(id, found.version()))
                .findFirst()
                .orElse(null);
        SkillVersion doubted = unproven.getOrDefault(id, new TreeSet<>()).stream()
                .filter(version -> !isComing(id, version))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (doubted != null && (best == null || best.version().compareTo(doubted) <= 0)) {
            return Optional.of(unlocked(id, doubted));
        }
        return best == null ? Optional.empty() : Optional.of(unlocked(best, why));
    }

    /** Whether it lies there because of a change that is going to be undone. */
    private boolean isComing(SkillId id, SkillVersion version) {
        return begun.coming().contains(folders.release(id, version));
    }

    private Entry locked(LockFile.Locked locked) throws ProvisioningException {
        Optional<Found> found = found(locked.id()).stream()
                .filter(one -> one.version().equals(locked.version()))
                .findFirst();
        List<String> differences = found.map(one -> differences(one, locked))
                .orElse(List.of("its release on disk is not proven any more"));
        if (!differences.isEmpty()) {
            // Without its line in the lock file it stays in dispute over restarts, too.
            disputes.put(locked.id(), new Dispute(found.isEmpty() ? null : locked, differences));
        }
        Tier tier = found.map(one -> weaker(one.statement().publisher().tier(), locked.tier()))
                .orElse(Tier.COMMUNITY);
        Deployed current =
                found.map(one -> one.on(tier, locked.grants(), locked.tools())).orElseGet(() -> unproven(locked));
        return entry(locked.id(), locked.source(), current, found);
    }

    private Entry unlocked(Found found, String why) throws ProvisioningException {
        disputes.put(found.id(), new Dispute(null, List.of(why)));
        // Its home is known from its pin; what has none comes from nowhere but from files.
        String source = pins.of(found.id()).map(Pins.Pin::source).orElse(Change.DISK);
        Deployed current = found.on(found.statement().publisher().tier(), List.of(), List.of());
        return entry(found.id(), source, current, Optional.of(found));
    }

    /** Kept, so that nothing is lost because an authority cannot be read right now. */
    private Entry unlocked(SkillId id, SkillVersion version) throws ProvisioningException {
        String source = pins.of(id).map(Pins.Pin::source).orElse(Change.DISK);
        String key = pins.of(id).map(Pins.Pin::keyId).orElse("");
        LockFile.Locked locked = new LockFile.Locked(
                id, version, sha256(folders.artifact(id, version)), null, null, null, key, source, null, null, null);
        disputes.put(id, new Dispute(null, List.of("its release on disk is not proven any more")));
        return entry(id, source, unproven(locked), Optional.empty());
    }

    private static String sha256(Path artifact) throws ProvisioningException {
        try {
            return Files.isRegularFile(artifact) ? Folders.sha256(artifact) : "";
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + artifact), e);
        }
    }

    private Entry entry(SkillId id, String source, Deployed current, Optional<Found> found)
            throws ProvisioningException {
        List<Backup> left = copies.of(id);
        // One that comes again was left before.
        List<Found> releases = found(id).stream()
                .filter(one -> !isComing(id, one.version())
                        || left.stream().anyMatch(backup -> one.version().equals(backup.from())))
                .toList();
        FoundStates states = new FoundStates(releases, left);
        EntryDraft draft = new EntryDraft(
                        id,
                        source,
                        found.map(one -> one.statement().statement().channel()).orElse(Channel.STABLE),
                        found.map(Found::since).orElse(now),
                        current)
                .history(states.history(current))
                .policy(ASK);
        states.shape().ifPresent(draft::shape);
        return draft.entry();
    }

    private Collection<Found> found(SkillId id) {
        return onDisk.getOrDefault(id, new TreeSet<>());
    }

    private static List<String> differences(Found found, LockFile.Locked locked) {
        List<String> differences = new ArrayList<>();
        differs(
                differences,
                "digest",
                locked.sha256(),
                found.statement().statement().artifact().sha256());
        differs(differences, "digest of the statement", locked.statementSha256(), found.statementSha256());
        differs(differences, "digest of the manifest", locked.manifestSha256(), found.manifestSha256());
        differs(
                differences,
                "publisher's key",
                locked.keyId(),
                found.statement().publisher().keyId());
        return differences;
    }

    /** @param locked null when the lock file is of before this was written down */
    private static void differs(List<String> differences, String what, String locked, String found) {
        if (locked != null && !Objects.equals(locked, found)) {
            differences.add(what + ": " + locked + " in the lock file, " + found + " on disk");
        }
    }

    /** @param locked null in a lock file of before */
    private static Tier weaker(Tier vouchedFor, Tier locked) {
        return locked == null || vouchedFor.ordinal() > locked.ordinal() ? vouchedFor : locked;
    }

    /** What is known of a skill whose release is not proven: enough to show it, and to uninstall it. */
    private static Deployed unproven(LockFile.Locked locked) {
        return new Deployed(
                locked.version(),
                locked.id().value(),
                "",
                locked.sha256(),
                0,
                locked.tier() == null ? Tier.COMMUNITY : locked.tier(),
                "",
                locked.keyId(),
                Found.HOST,
                locked.grants(),
                List.of(),
                locked.dependencies(),
                locked.tools(),
                false,
                locked.statementSha256(),
                locked.manifestSha256(),
                null);
    }

    private List<KeptData> keptData(List<Entry> entries) throws ProvisioningException {
        Set<String> known = new LinkedHashSet<>(
                entries.stream().map(entry -> entry.id().value()).toList());
        List<KeptData> kept = new ArrayList<>();
        try {
            for (Path data : Folders.children(folders.home().data())) {
                String name = data.getFileName().toString();
                if (!known.contains(name)) {
                    Folders.id(data).ifPresent(id -> kept.add(new KeptData(id, now.plus(DATA_KEPT), null, null)));
                }
            }
        } catch (IOException e) {
            throw new ProvisioningException(
                    DiskFailures.of(e, "read " + folders.home().data()), e);
        }
        return kept;
    }
}
