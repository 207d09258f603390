package net.chingtech.ctos.skillhub.server.metadata;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.format.tuf.Targets;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.skillhub.server.store.Issue;
import net.chingtech.ctos.skillhub.server.store.SignedLists;
import net.chingtech.ctos.skillhub.server.store.TargetFile;
import net.chingtech.ctos.skillhub.server.store.Unlisted;

/**
 * Makes the signed lists and keeps them fresh. Versions are taken in the store before anything is signed with them; files
 * come next, the timestamp last; then the store notes that they are out. Killed anywhere in between, the next start finds
 * what is not noted, and issues it with new versions: no version ever has two contents.
 */
final class Lists {

    /** So long can the hub be away, or be held back unnoticed. */
    static final Duration TIMESTAMP_LIFE = Duration.ofDays(3);

    static final Duration LISTS_LIFE = Duration.ofDays(14);

    static final String TIMESTAMP = "timestamp.json";

    private static final Duration KEEP_OLD = Duration.ofHours(1);
    private static final int KEEP_VERSIONS = 3;
    /** Signed anew when this part of a life is gone. */
    private static final int A_THIRD = 3;

    private final SignedLists store;
    private final TargetFiles targets;
    private final ListFiles files;
    private boolean rolesLost;

    Lists(SignedLists store, TargetFiles targets, ListFiles files) {
        this.store = store;
        this.targets = targets;
        this.files = files;
    }

    /** Compares the files with the store: what is missing is made again, what nobody names is going to be removed. */
    void inspect(Instant now) throws IOException {
        Issue last = store.lastIssue();
        List<String> roles = List.of(TIMESTAMP, snapshot(last.listsVersion()), targets(last.listsVersion()));
        Set<String> there = new HashSet<>(files.all());
        rolesLost = last.listsVersion() > 0 && !there.containsAll(roles);
        there.removeAll(roles);
        there.removeAll(store.retired());
        there.removeAll(targets.inspect(there));
        store.retire(there, now);
    }

    /** Issues new lists when something changed, or the present ones get old; nothing otherwise. */
    void follow(OnlineKeys keys, Instant now) throws IOException {
        Issue last = store.lastIssue();
        Unlisted pending = store.unlisted();
        int bits = BucketCount.bits(last.bits(), store.skills());
        boolean otherSigners = !keys.names().equals(last.signers());
        boolean listsAreDue = !pending.isEmpty()
                || bits != last.bits()
                || targets.areLost()
                || rolesLost
                || otherSigners
                || !last.complete()
                || old(last.listsSignedAt(), LISTS_LIFE, now);
        if (listsAreDue || old(last.timestampSignedAt(), TIMESTAMP_LIFE, now)) {
            issue(keys, last, bits, listsAreDue, pending, now);
        }
    }

    private void issue(OnlineKeys keys, Issue last, int bits, boolean lists, Unlisted pending, Instant now)
            throws IOException {
        Issue versions = store.reserve(lists);
        Issue next = new Issue(
                versions.listsVersion(),
                versions.timestampVersion(),
                true,
                bits,
                lists ? now : last.listsSignedAt(),
                now,
                keys.names());
        // 1. What is listed, then the list of it, then which list is the present one.
        TargetFiles.Written written = lists ? targets.write(last.bits(), bits, pending) : TargetFiles.NOTHING;
        List<String> retired = new ArrayList<>(written.replaced());
        if (lists) {
            byte[] list = targetsOf(written, next, keys, now);
            files.write(targets(next.listsVersion()), list);
            Snapshot snapshot =
                    new Snapshot(next.listsVersion(), now.plus(LISTS_LIFE), meta(next.listsVersion(), list));
            files.write(snapshot(next.listsVersion()), OnlineKeys.signed(snapshot, keys.snapshot()));
            retired.add(targets(last.listsVersion()));
            retired.add(snapshot(last.listsVersion()));
        }
        files.settle();
        // 2. From here on it is what containers see.
        byte[] snapshot = files.read(snapshot(next.listsVersion()));
        Timestamp timestamp =
                new Timestamp(next.timestampVersion(), now.plus(TIMESTAMP_LIFE), meta(next.listsVersion(), snapshot));
        files.write(TIMESTAMP, OnlineKeys.signed(timestamp, keys.timestamp()));
        files.settle();
        // 3. Done.
        store.issued(next, written.files(), written.all(), lists ? pending.upTo() : 0, retired);
        if (lists) {
            rolesLost = false;
            targets.nothingLost();
        }
    }

    private byte[] targetsOf(TargetFiles.Written written, Issue next, OnlineKeys keys, Instant now) {
        Map<String, TargetMeta> all = new TreeMap<>();
        if (!written.all()) {
            store.targetFiles().forEach(file -> all.put(file.name(), meta(file)));
        }
        written.files().forEach(file -> all.put(file.name(), meta(file)));
        return OnlineKeys.signed(new Targets(next.listsVersion(), now.plus(LISTS_LIFE), all), keys.targets());
    }

    /** Removes files of older lists that no container can still be about to fetch. */
    void tidy(Instant now) throws IOException {
        Issue last = store.lastIssue();
        List<String> old = store.retiredUntil(last.listsVersion() - KEEP_VERSIONS + 1, now.minus(KEEP_OLD));
        for (String path : old) {
            files.delete(path);
        }
        if (!old.isEmpty()) {
            store.forget(old);
        }
    }

    private static boolean old(Instant signedAt, Duration life, Instant now) {
        return !now.isBefore(signedAt.plus(life.dividedBy(A_THIRD)));
    }

    private static TargetMeta meta(TargetFile file) {
        return new TargetMeta(file.length(), Map.of(TargetMeta.SHA256, file.sha256()));
    }

    private static FileMeta meta(long version, byte[] content) {
        TargetMeta meta = TargetMeta.of(content);
        return new FileMeta(version, meta.length(), meta.hashes());
    }

    private static String snapshot(long version) {
        return version + ".snapshot.json";
    }

    private static String targets(long version) {
        return version + ".targets.json";
    }
}
