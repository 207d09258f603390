package net.chingtech.ctos.verify.fuzz;

import static net.chingtech.ctos.sign.TestPublisher.CLOCK;
import static net.chingtech.ctos.sign.TestPublisher.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import net.chingtech.ctos.verify.TrustAnchors;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;
import net.chingtech.ctos.verify.Verifiers;

/** One good input of each kind, and the verifier that accepts them. */
final class Seeds {

    private final TestPublisher publisher = TestPublisher.of("Ching Tech", Tier.OFFICIAL, "net.chingtech");
    private final Path folder;
    private final Verifier verifier;
    private final SignedRelease release;
    private final VerifiedStatement statement;
    private final byte[] jar;
    private final UnsignedSeeds legacy;

    Seeds(Path folder) {
        this.folder = folder;
        publisher.trustedIn(folder.resolve("authorities"), "official");
        release = publisher.sign(skill().jar(folder.resolve("plain.jar")), folder.resolve("signed.jar"));
        try {
            jar = Files.readAllBytes(release.jar());
            verifier = Verifiers.create(TrustAnchors.load(folder.resolve("authorities")), CLOCK);
            statement = verifier.statement(release.envelope());
            legacy = new UnsignedSeeds(folder, verifier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (VerificationFailed e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestSkill skill() {
        return TestSkill.of("net.chingtech.hello", "1.4.0-beta.2")
                .json("channel", "beta")
                .json("permissions", List.of("filesystem:temp", "db:read:sales"))
                .json("optional_permissions", List.of("db:own"))
                .json("exports", List.of("hello"))
                .json("release_notes", "第一版\n- better")
                .json("icon", "icon.svg")
                .json("tags", List.of("tax"))
                .json("migrations", List.of(Map.of("from", "<1.0.0", "script", "migrations/1.sql")))
                .file("migrations/1.sql", "SELECT 1;")
                .file("lib/a.jar", deflated());
    }

    /** Of what nobody signed. */
    UnsignedSeeds legacy() {
        return legacy;
    }

    Verifier verifier() {
        return verifier;
    }

    Path file() {
        return folder.resolve("fed.jar");
    }

    byte[] jar() {
        return jar;
    }

    Envelope envelope() {
        return release.envelope();
    }

    byte[] manifest() {
        return net.chingtech.ctos.format.Json.writePretty(release.manifest());
    }

    /** As if the publisher had signed a statement about these bytes. */
    VerifiedStatement statementAbout(byte[] bytes) {
        return new VerifiedStatement(about(release.statement(), bytes), statement.publisher(), true);
    }

    static ReleaseStatement about(ReleaseStatement s, byte[] bytes) {
        return new ReleaseStatement(
                s.id(),
                s.version(),
                s.channel(),
                s.publishedAt(),
                new ReleaseStatement.Artifact(Digests.sha256Hex(bytes), bytes.length),
                s.permissions(),
                s.optionalPermissions(),
                s.dependencies(),
                s.exports(),
                s.requirements(),
                s.capabilities(),
                s.securityFix(),
                s.publisher(),
                s.keyId(),
                s.content());
    }

    /** One with sizes behind the data, one stored, both with a folder. */
    List<byte[]> zips() {
        return List.of(deflated(), stored());
    }

    List<Notice> signedNotices() {
        String key = publisher.key().keyId();
        String next = "0".repeat(64);
        return List.of(
                new Notice(Notice.Kind.ROTATION, "Ching Tech", key, next, null, "新的金鑰", NOW),
                new Notice(Notice.Kind.REPLACEMENT, "Ching Tech", key, next, null, "lost", NOW),
                new Notice(Notice.Kind.REVOCATION, "Ching Tech", key, null, NOW, "stolen", NOW));
    }

    NoticeList notices() {
        try {
            List<byte[]> chain = List.of(publisher.certificate().getEncoded());
            List<Notice> all = signedNotices();
            return new NoticeList(List.of(
                    sealed(publisher.key(), all.get(0), chain),
                    sealed(publisher.authority().key(), all.get(1), List.of()),
                    sealed(publisher.authority().key(), all.get(2), List.of())));
        } catch (java.security.cert.CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Envelope sealed(net.chingtech.ctos.sign.SigningKey key, Notice notice, List<byte[]> chain) {
        byte[] sig = key.sign(Envelope.preAuthenticationEncoding(Notice.PAYLOAD_TYPE, notice.write()));
        return new Envelope(
                Notice.PAYLOAD_TYPE, notice.write(), List.of(new Envelope.Signature(key.keyId(), sig, chain)));
    }

    byte[] bucket() {
        return ("{\"skills\":[{\"id\":\"net.chingtech.hello\",\"releases\":[{\"version\":\"1.0.0\",\"channel\":\"stable\","
                        + "\"statement\":{\"sha256\":\"" + "a".repeat(64)
                        + "\",\"size\":900},\"artifact\":{\"sha256\":\""
                        + "b".repeat(64) + "\",\"size\":90000},\"listed_at\":\"2026-03-01T12:00:00Z\",\"yanked\":false,"
                        + "\"revoked\":{\"reason\":\"bad\",\"at\":\"2026-03-01T12:00:00Z\"}}]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    List<byte[]> roles() {
        String end = "\"spec_version\":\"1.0.31\",\"version\":3,\"expires\":\"2026-04-01T12:00:00Z\"";
        String hash = "{\"sha256\":\"" + "c".repeat(64) + "\"}";
        String meta = "{\"version\":2,\"length\":100,\"hashes\":" + hash + "}";
        String keys = "{\"keyids\":[\"" + "d".repeat(64) + "\"],\"threshold\":1}";
        return java.util.stream.Stream.of(
                        "{\"_type\":\"timestamp\"," + end + ",\"meta\":{\"snapshot.json\":" + meta + "}}",
                        "{\"_type\":\"snapshot\"," + end + ",\"meta\":{\"targets.json\":" + meta + "}}",
                        "{\"_type\":\"targets\"," + end
                                + ",\"targets\":{\"buckets/0/0.json\":{\"length\":10,\"hashes\":" + hash + "}}}",
                        "{\"_type\":\"root\"," + end + ",\"consistent_snapshot\":true,\"keys\":{},\"roles\":{\"root\":"
                                + keys + ",\"timestamp\":" + keys + ",\"snapshot\":" + keys + ",\"targets\":" + keys
                                + "}}")
                .map(signed -> "{\"signatures\":[{\"keyid\":\"" + "d".repeat(64) + "\",\"sig\":\"" + "e".repeat(128)
                        + "\"}],\"signed\":" + signed + "}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] deflated() {
        return zip(ZipEntry.DEFLATED);
    }

    private static byte[] stored() {
        return zip(ZipEntry.STORED);
    }

    private static byte[] zip(int method) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("a/", "a/說明.txt", "b")) {
                byte[] content =
                        name.endsWith("/") ? new byte[0] : name.repeat(9).getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(java.time.LocalDateTime.of(2026, 3, 1, 12, 0));
                boolean asIs = method == ZipEntry.STORED || name.endsWith("/");
                entry.setMethod(asIs ? ZipEntry.STORED : method);
                if (asIs) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setCrc(crc.getValue());
                    entry.setSize(content.length);
                }
                zip.putNextEntry(entry);
                zip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What a reader that goes through it from its first byte sees. */
    static Map<String, String> streamed(byte[] zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), Digests.sha256Hex(in.readAllBytes()));
            }
        }
        return files;
    }
}
