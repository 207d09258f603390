package net.chingtech.ctos.itest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.format.tuf.Targets;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;

/** Somebody who has the online keys of a hub: signs whatever lists it likes, by proxy path. It cannot vouch for anybody. */
final class StolenKeys {

    private static final String METADATA = "/metadata/";

    private final String hub;
    private final Map<String, SigningKey> keys;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * The keys that the hub has now; what it has later is not known to a thief.
     *
     * @param home of the hub
     */
    StolenKeys(String hub, Path home) throws SigningFailed {
        this(hub, new HashMap<>());
        for (String role : RootCeremony.ONLINE) {
            keys.put(role, SigningKey.read(new HubFolder(home).onlineKey(role)));
        }
    }

    private StolenKeys(String hub, Map<String, SigningKey> keys) {
        this.hub = hub;
        this.keys = keys;
    }

    /** The same, with a key of nobody's for one role. */
    StolenKeys without(String role) {
        Map<String, SigningKey> others = new HashMap<>(keys);
        others.put(role, SigningKey.generate());
        return new StolenKeys(hub, others);
    }

    /** What the hub lists now, each list by so many versions ahead of it. */
    Map<String, byte[]> ahead(long by) throws Exception {
        Timestamp timestamp = timestamp();
        Snapshot snapshot = read(timestamp.snapshot().version() + ".snapshot.json", Snapshot.class);
        Targets targets = read(snapshot.targets().version() + ".targets.json", Targets.class);
        return lists(
                by, timestamp, snapshot, new Targets(targets.version() + by, targets.expires(), targets.targets()));
    }

    /** The hub's present lists, with a timestamp that is one newer and expires when it is said. */
    Map<String, byte[]> expiringAt(Instant expires) throws Exception {
        Timestamp now = timestamp();
        Timestamp next = new Timestamp(now.version() + 1, expires.truncatedTo(ChronoUnit.SECONDS), now.snapshot());
        return Map.of(METADATA + "timestamp.json", signed(Role.TIMESTAMP, next));
    }

    /** The hub's present lists, one newer, with this release in the place of the one of its version. */
    Map<String, byte[]> listing(SkillId id, ListedRelease swapped) throws Exception {
        Timestamp timestamp = timestamp();
        Snapshot snapshot = read(timestamp.snapshot().version() + ".snapshot.json", Snapshot.class);
        Targets targets = read(snapshot.targets().version() + ".targets.json", Targets.class);
        String name = targets.targets().keySet().stream()
                .filter(target -> target.startsWith("buckets/"))
                .map(target -> Bucket.nameOf(id, Integer.parseInt(target.split("/")[1])))
                .findFirst()
                .orElseThrow();
        byte[] bucket =
                swap(get(target(name, targets.targets().get(name).digest().sha256())), id, swapped);

        Map<String, TargetMeta> metas = new HashMap<>(targets.targets());
        metas.put(name, TargetMeta.of(bucket));
        Map<String, byte[]> files =
                lists(1, timestamp, snapshot, new Targets(targets.version() + 1, targets.expires(), metas));
        files.put(METADATA + target(name, Digests.sha256Hex(bucket)), bucket);
        return files;
    }

    private Map<String, byte[]> lists(long ahead, Timestamp timestamp, Snapshot snapshot, Targets next) {
        byte[] targets = signed(Role.TARGETS, next);
        long version = snapshot.version() + ahead;
        byte[] newer = signed(Role.SNAPSHOT, new Snapshot(version, snapshot.expires(), meta(next.version(), targets)));
        Timestamp newest = new Timestamp(timestamp.version() + ahead, timestamp.expires(), meta(version, newer));
        Map<String, byte[]> files = new HashMap<>();
        files.put(METADATA + next.version() + ".targets.json", targets);
        files.put(METADATA + version + ".snapshot.json", newer);
        files.put(METADATA + "timestamp.json", signed(Role.TIMESTAMP, newest));
        return files;
    }

    /** A timestamp of somebody else's hub. */
    static byte[] timestampOf(SigningKey key) {
        FileMeta snapshot = meta(1, new byte[] {'{', '}'});
        Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(86_400);
        return signed(key, new Timestamp(1_000_000, expires, snapshot));
    }

    private static byte[] swap(byte[] bucket, SkillId id, ListedRelease swapped) throws Exception {
        List<ListedSkill> skills = new ArrayList<>();
        for (ListedSkill skill : Bucket.read(bucket).skills()) {
            skills.add(
                    skill.id().equals(id)
                            ? new ListedSkill(
                                    id,
                                    skill.releases().stream()
                                            .map(one -> one.version().equals(swapped.version()) ? swapped : one)
                                            .toList())
                            : skill);
        }
        return new Bucket(skills).write();
    }

    private static String target(String name, String sha256) {
        int slash = name.lastIndexOf('/') + 1;
        return "targets/" + name.substring(0, slash) + sha256 + "." + name.substring(slash);
    }

    private static FileMeta meta(long version, byte[] file) {
        return new FileMeta(version, (long) file.length, Map.of(TargetMeta.SHA256, Digests.sha256Hex(file)));
    }

    private byte[] signed(String name, Role role) {
        return signed(keys.get(name), role);
    }

    private static byte[] signed(SigningKey key, Role role) {
        SignedMetadata document = SignedMetadata.of(role);
        return document.with(MetadataKey.ed25519(key.publicKey()).id(), key.sign(document.signedBytes()))
                .write();
    }

    private Timestamp timestamp() throws Exception {
        return read("timestamp.json", Timestamp.class);
    }

    private <R extends Role> R read(String path, Class<R> type) throws Exception {
        return SignedMetadata.read(get(path)).as(type);
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub + METADATA + path))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        byte[] body;
        try (InputStream in = response.body()) {
            body = in.readAllBytes();
        }
        if (response.statusCode() != 200) {
            throw new IOException(path + ": HTTP " + response.statusCode());
        }
        return response.headers().firstValue("Content-Encoding").isPresent()
                ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                : body;
    }
}
