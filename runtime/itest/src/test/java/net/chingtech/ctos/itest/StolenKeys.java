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
import net.chingtech.ctos.sign.SigningKey;

/** Somebody who has the online keys of a hub: signs whatever lists it likes, by proxy path. It cannot vouch for anybody. */
final class StolenKeys {

    private static final String METADATA = "/metadata/";

    private final String hub;
    private final Path keys;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param home of the hub */
    StolenKeys(String hub, Path home) {
        this.hub = hub;
        this.keys = home.resolve("metadata-keys");
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
        long version = targets.version() + 1;
        byte[] newTargets = signed(Role.TARGETS, new Targets(version, targets.expires(), metas));
        FileMeta targetsMeta = meta(version, newTargets);
        long snapshotVersion = snapshot.version() + 1;
        byte[] newSnapshot = signed(Role.SNAPSHOT, new Snapshot(snapshotVersion, snapshot.expires(), targetsMeta));
        Timestamp newTimestamp =
                new Timestamp(timestamp.version() + 1, timestamp.expires(), meta(snapshotVersion, newSnapshot));
        return Map.of(
                METADATA + target(name, Digests.sha256Hex(bucket)), bucket,
                METADATA + version + ".targets.json", newTargets,
                METADATA + snapshotVersion + ".snapshot.json", newSnapshot,
                METADATA + "timestamp.json", signed(Role.TIMESTAMP, newTimestamp));
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

    private byte[] signed(String name, Role role) throws Exception {
        return signed(SigningKey.read(keys.resolve(name + ".pem")), role);
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
