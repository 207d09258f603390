package net.chingtech.ctos.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.listing.FileDigest;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.RootCeremony;

/** A release as the hub has it, signed with another key that nobody announced; and lists of a hub that nobody knows. */
record OtherKeys(SignedRelease release) {

    /**
     * The same skill of the same publisher by name, certified by the same authority.
     *
     * @param skill the last part of the id of one of the official example skills
     */
    static OtherKeys of(String skill, Path hubHome, Path work) throws SigningFailed {
        Path official = hubHome.resolve("keys/authorities/official");
        Authority authority = Authority.of(
                SigningKey.read(official.resolve("key.pem")),
                Certificates.read(official.resolve("certificate.pem")).get(0));
        SigningKey key = SigningKey.generate();
        var certificate = authority.issue(
                key.publicKey(),
                new PublisherClaim("Ching Tech", Tier.OFFICIAL, List.of("net.chingtech")),
                Instant.now().minusSeconds(60),
                Authority.PUBLISHER_VALIDITY);
        Path jar = Distribution.folder().resolve("skills/net.chingtech.ctos.skills." + skill + ".jar");
        return new OtherKeys(new ReleaseSigner(key, List.of(certificate), Clock.systemUTC())
                .sign(jar, work.resolve("other-" + skill + ".jar")));
    }

    SkillId id() {
        return release.manifest().id();
    }

    String keyId() {
        return release.statement().keyId();
    }

    /** As a hub would list it. */
    ListedRelease listed() {
        byte[] statement = release.envelope().write();
        return new ListedRelease(
                release.manifest().version(),
                release.manifest().channel(),
                new FileDigest(Digests.sha256Hex(statement), statement.length),
                new FileDigest(
                        release.statement().artifact().sha256(),
                        release.statement().artifact().size()),
                Instant.now(),
                false,
                false,
                null);
    }

    /** What a hub's REST would give of it, by path. */
    Map<String, byte[]> files() throws IOException {
        ReleaseInfo info = new ReleaseInfo(
                release.manifest(),
                release.envelope(),
                release.statement().artifact().sha256(),
                release.statement().artifact().size(),
                release.statement().requirements(),
                release.statement().capabilities(),
                "",
                null);
        String path = AttackScene.releasePath(
                id().value(), release.manifest().version().toString());
        return Map.of(path, Json.write(info), path + "/download", Files.readAllBytes(release.jar()));
    }

    /** The root and the timestamp of another hub, lawful in themselves, by path. */
    static Map<String, byte[]> lists() throws SigningFailed {
        SigningKey timestamp = SigningKey.generate();
        Map<String, PublicKey> online = new HashMap<>();
        RootCeremony.ONLINE.forEach(
                role -> online.put(role, SigningKey.generate().publicKey()));
        online.put(Role.TIMESTAMP, timestamp.publicKey());
        SigningKey root = SigningKey.generate();
        byte[] first = RootCeremony.sign(RootCeremony.first(List.of(root.publicKey()), 1, online, Instant.now()), root)
                .write();
        return Map.of("/metadata/1.root.json", first, "/metadata/timestamp.json", StolenKeys.timestampOf(timestamp));
    }
}
