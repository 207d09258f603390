package net.chingtech.ctos.skillhub.client.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.RoleKeys;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.format.tuf.Targets;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.skillhub.client.internal.hubs.Fetcher;
import net.chingtech.ctos.skillhub.client.internal.lists.SignedLists;
import net.chingtech.ctos.skillhub.client.internal.lists.Words;
import net.chingtech.ctos.verify.hub.HubMetadata;
import net.chingtech.ctos.verify.hub.RootPin;

/** Makes the signed lists of a hub, with one key for each role, and lets a test's server send them packed. */
public final class SigningHub {

    static final Duration LIFE = Duration.ofDays(1);

    private static final String METADATA = "/metadata/";

    private final TestHub server;
    private final Clock clock;
    private final Map<String, KeyPair> keys = new HashMap<>();
    private final byte[] root;
    private List<Envelope> notices = List.of();
    private byte[] map;
    private List<ListedSkill> skills = List.of();
    private long version;

    public SigningHub(TestHub server, Clock clock) {
        this.server = server;
        this.clock = clock;
        for (String role : List.of(Role.ROOT, Role.TIMESTAMP, Role.SNAPSHOT, Role.TARGETS)) {
            keys.put(role, newKey());
        }
        Map<String, MetadataKey> byId = new HashMap<>();
        Map<String, RoleKeys> roles = new HashMap<>();
        keys.forEach((role, pair) -> {
            MetadataKey key = MetadataKey.ed25519(pair.getPublic());
            byId.put(key.id(), key);
            roles.put(role, new RoleKeys(List.of(key.id()), 1));
        });
        root = signed(Role.ROOT, new Root(1, expires().plus(365, ChronoUnit.DAYS), byId, roles));
        publish();
    }

    public byte[] root() {
        return root;
    }

    /** The digest that a container is told. */
    public String fingerprint() {
        return Digests.sha256Hex(root);
    }

    /** As a container has them that knows the root by its digest. */
    SignedLists lists(SkillHub hub, Path folder) {
        return lists(hub, folder, RootPin.sha256(fingerprint()));
    }

    SignedLists lists(SkillHub hub, Path folder, RootPin pin) {
        return new SignedLists(
                new Words("test", server.url()), () -> HubMetadata.open(folder, pin, new Fetcher(hub), clock), clock);
    }

    public SigningHub list(ListedSkill... listed) {
        skills = List.of(listed);
        return publish();
    }

    SigningHub map(String json) {
        map = json.getBytes(StandardCharsets.UTF_8);
        return publish();
    }

    SigningHub notices(Envelope... signed) {
        notices = List.of(signed);
        return publish();
    }

    /** Signs everything anew, believed for a day from now on. */
    SigningHub publish() {
        version++;
        byte[] bucket = new Bucket(skills).write();
        byte[] list = Json.write(new NoticeList(notices));
        Map<String, byte[]> files = new HashMap<>();
        files.put(Bucket.name(0, 0), bucket);
        files.put(Bucket.NOTICES, list);
        if (map != null) {
            files.put(SkillMap.NAME, map);
        }
        Map<String, TargetMeta> metas = new HashMap<>();
        files.forEach((name, bytes) -> {
            metas.put(name, TargetMeta.of(bytes));
            int slash = name.lastIndexOf('/') + 1;
            serve(
                    "targets/" + name.substring(0, slash) + Digests.sha256Hex(bytes) + "." + name.substring(slash),
                    bytes);
        });
        byte[] targets = signed(Role.TARGETS, new Targets(version, expires(), metas));
        byte[] snapshot = signed(Role.SNAPSHOT, new Snapshot(version, expires(), meta(targets)));
        serve("1.root.json", root);
        serve(version + ".targets.json", targets);
        serve(version + ".snapshot.json", snapshot);
        serve("timestamp.json", signed(Role.TIMESTAMP, new Timestamp(version, expires(), meta(snapshot))));
        return this;
    }

    /** What the server was asked for of the metadata since the last time. */
    List<String> asked() {
        List<String> asked = new ArrayList<>(server.asked);
        server.asked.clear();
        return asked.stream()
                .filter(line -> line.contains(METADATA))
                .map(line -> line.substring(line.indexOf(METADATA) + METADATA.length()))
                .toList();
    }

    private Instant expires() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(LIFE);
    }

    private FileMeta meta(byte[] file) {
        return new FileMeta(version, (long) file.length, Map.of(TargetMeta.SHA256, Digests.sha256Hex(file)));
    }

    private void serve(String path, byte[] file) {
        server.on(METADATA + path, packed(file));
    }

    static TestHub.Answer packed(byte[] file) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestHub.send(exchange, 200, pack(file));
        };
    }

    static byte[] pack(byte[] file) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private byte[] signed(String name, Role role) {
        KeyPair pair = keys.get(name);
        SignedMetadata document = SignedMetadata.of(role);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(document.signedBytes());
            String id = MetadataKey.ed25519(pair.getPublic()).id();
            return document.with(id, signature.sign()).write();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
