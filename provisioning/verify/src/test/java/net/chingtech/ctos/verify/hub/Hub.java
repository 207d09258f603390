package net.chingtech.ctos.verify.hub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.listing.FileDigest;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.format.tuf.Targets;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.sign.SigningKey;

/** A hub that makes and signs its lists: the files under {@code /metadata/}, by path. */
final class Hub {

    static final SkillId NOTES = skill("org.example.notes");

    static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, byte[]> targets = new TreeMap<>();

    HubKeys keys = HubKeys.fresh();
    Instant now = START;
    long rootVersion;
    long timestampVersion;
    long snapshotVersion;
    long targetsVersion;
    Duration timestampLasts = Duration.ofDays(1);
    Duration onlineLasts = Duration.ofDays(30);
    Duration rootLasts = Duration.ofDays(365);

    /** A hub with one skill in two buckets, ready to be asked. */
    static Hub open() {
        Hub hub = new Hub();
        hub.publishRoot(hub.keys);
        hub.bits(1);
        hub.publish();
        return hub;
    }

    static SkillId skill(String id) {
        try {
            return SkillId.parse(id);
        } catch (FormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static SkillVersion version(String version) {
        try {
            return SkillVersion.parse(version);
        } catch (FormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Starts over with this number of buckets, one skill among them. */
    void bits(int bits) {
        targets.clear();
        for (int i = 0; i < 1 << bits; i++) {
            target(Bucket.name(bits, i), new Bucket(null).write());
        }
        target(Bucket.nameOf(NOTES, bits), notes("1.0.0"));
        target(Bucket.NOTICES, "{\"notices\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    /** Lists one more release. */
    void release(String version) {
        target(notesBucket(), notes(version, "1.0.0"));
        publish();
    }

    static byte[] notes(String... versions) {
        FileDigest file = new FileDigest(Digests.sha256Hex(new byte[0]), 0);
        List<ListedRelease> releases = Stream.of(versions)
                .map(version ->
                        new ListedRelease(version(version), Channel.STABLE, file, file, START, false, false, null))
                .toList();
        return new Bucket(List.of(new ListedSkill(NOTES, releases))).write();
    }

    void target(String name, byte[] file) {
        targets.put(name, file);
    }

    void removeTarget(String name) {
        targets.remove(name);
    }

    byte[] target(String name) {
        return targets.get(name);
    }

    String targetPath(String name) {
        int slash = name.lastIndexOf('/') + 1;
        return "targets/" + name.substring(0, slash) + Digests.sha256Hex(targets.get(name)) + "."
                + name.substring(slash);
    }

    /** The bucket that every question of the tests is about. */
    String notesBucket() {
        return targets.keySet().stream()
                .filter(name -> new String(targets.get(name), StandardCharsets.UTF_8).contains(NOTES.value()))
                .findFirst()
                .orElseThrow();
    }

    /** The next root, with other keys, signed by the keys of before and by its own. */
    void publishRoot(HubKeys next) {
        rootVersion++;
        SigningKey[] signers = Stream.concat(keys.root().stream(), next.root().stream())
                .distinct()
                .toArray(SigningKey[]::new);
        files.put(rootVersion + ".root.json", HubKeys.signed(root(rootVersion, next), signers));
        keys = next;
    }

    Root root(long version, HubKeys with) {
        return new Root(version, now.plus(rootLasts), with.keys(), with.roles());
    }

    byte[] firstRoot() {
        return files.get("1.root.json");
    }

    /** Lists the targets of this moment: new versions of all three roles. */
    void publish() {
        targets.forEach((name, file) -> files.put(targetPath(name), file));
        targetsVersion++;
        files.put(targetsVersion + ".targets.json", HubKeys.signed(targetsRole(), keys.targets()));
        publishSnapshot();
    }

    Targets targetsRole() {
        Map<String, TargetMeta> listed = new TreeMap<>();
        targets.forEach((name, file) -> listed.put(name, TargetMeta.of(file)));
        return new Targets(targetsVersion, now.plus(onlineLasts), listed);
    }

    void publishSnapshot() {
        snapshotVersion++;
        Snapshot snapshot = new Snapshot(snapshotVersion, now.plus(onlineLasts), meta(targetsVersion, "targets"));
        files.put(snapshotVersion + ".snapshot.json", HubKeys.signed(snapshot, keys.snapshot()));
        publishTimestamp();
    }

    void publishTimestamp() {
        timestampVersion++;
        files.put("timestamp.json", HubKeys.signed(timestampRole(), keys.timestamp()));
    }

    Timestamp timestampRole() {
        return new Timestamp(timestampVersion, now.plus(timestampLasts), meta(snapshotVersion, "snapshot"));
    }

    FileMeta meta(long version, String role) {
        byte[] file = files.get(version + "." + role + ".json");
        return new FileMeta(version, (long) file.length, Map.of(TargetMeta.SHA256, Digests.sha256Hex(file)));
    }
}
