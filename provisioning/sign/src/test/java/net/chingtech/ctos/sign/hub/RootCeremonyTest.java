package net.chingtech.ctos.sign.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Signers;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootCeremonyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    private final SigningKey ada = SigningKey.generate();
    private final SigningKey bob = SigningKey.generate();
    private final SigningKey eve = SigningKey.generate();

    @Test
    void firstRoot_isSignedByItsOwnKeys_holdsAYear_andIsKnownByItsDigest() throws Exception {
        HubFolder hub = new HubFolder(folder.resolve("hub"));

        create(hub, 2, ada, bob);

        byte[] file = Files.readAllBytes(folder.resolve("hub/metadata/1.root.json"));
        Root root = hub.newest();
        assertThat(root.version()).isEqualTo(1);
        assertThat(root.expires()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(root.roles().get(Role.ROOT).threshold()).isEqualTo(2);
        assertThat(Signers.of(SignedMetadata.read(file), root, Role.ROOT).keyids())
                .containsExactlyInAnyOrder(id(ada), id(bob));
        assertThat(hub.fingerprint()).isEqualTo(Digests.sha256Hex(file));
        for (String role : RootCeremony.ONLINE) {
            assertThat(root.roles().get(role).keyids()).containsExactly(id(SigningKey.read(hub.onlineKey(role))));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hub.onlineKey(role))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void firstRoot_withTooFewSignatures_isNotPutInPlace() throws Exception {
        SignedMetadata draft = RootCeremony.first(publicOf(ada, bob), 2, online(), NOW);

        assertCode("root_threshold", () -> RootCeremony.finished(RootCeremony.sign(draft, ada), null));
        assertCode(
                "root_threshold",
                () -> RootCeremony.finished(RootCeremony.sign(RootCeremony.sign(draft, ada), eve), null));
    }

    @Test
    void newRootKeys_needTheOldOnesAndTheirOwn() throws Exception {
        HubFolder hub = new HubFolder(folder.resolve("hub"));
        create(hub, 1, ada);
        SignedMetadata draft =
                RootCeremony.next(hub.newest(), new RootChange(publicOf(bob, eve), 2, Map.of()), NOW.plusSeconds(9));

        SignedMetadata byNew = RootCeremony.sign(RootCeremony.sign(draft, bob), eve);
        assertCode("root_threshold", () -> RootCeremony.finished(byNew, hub.newest()));
        SignedMetadata byOldAndOne = RootCeremony.sign(RootCeremony.sign(draft, ada), bob);
        assertCode("root_threshold", () -> RootCeremony.finished(byOldAndOne, hub.newest()));
        hub.put(RootCeremony.finished(RootCeremony.sign(byNew, ada), hub.newest()));

        Root root = hub.newest();
        assertThat(root.version()).isEqualTo(2);
        assertThat(root.roles().get(Role.ROOT).keyids()).containsExactly(id(bob), id(eve));
        assertThat(root.keys()).as("a key without a role").doesNotContainKey(id(ada));
    }

    @Test
    void anotherOnlineKey_isUsedOnceTheRootIsInPlace_alsoWhenThatWasKilledHalfWay() throws Exception {
        HubFolder hub = new HubFolder(folder.resolve("hub"));
        create(hub, 1, ada);
        String before = id(SigningKey.read(hub.onlineKey(Role.TIMESTAMP)));
        Map<String, PublicKey> next = hub.nextKeys(List.of(Role.TIMESTAMP));
        hub.settle();
        assertThat(id(SigningKey.read(hub.onlineKey(Role.TIMESTAMP)))).isEqualTo(before);

        SignedMetadata signed = RootCeremony.finished(
                RootCeremony.sign(RootCeremony.next(hub.newest(), new RootChange(List.of(), 0, next), NOW), ada),
                hub.newest());
        // As if the process had ended between the root and the key.
        Files.write(hub.root(2), signed.write());
        hub.settle();

        String after = id(SigningKey.read(hub.onlineKey(Role.TIMESTAMP)));
        assertThat(after).isNotEqualTo(before);
        assertThat(hub.newest().roles().get(Role.TIMESTAMP).keyids()).containsExactly(after);
        assertThat(folder.resolve("hub/metadata-keys/timestamp.next.pem")).doesNotExist();
    }

    @Test
    void renewal_keepsKeysAndThresholds_andDropsSignaturesOfStrangers() throws Exception {
        HubFolder hub = new HubFolder(folder.resolve("hub"));
        create(hub, 1, ada, bob);
        Root before = hub.newest();
        SignedMetadata draft = RootCeremony.next(before, RootChange.NONE, NOW.plus(Duration.ofDays(300)));

        hub.put(RootCeremony.finished(RootCeremony.sign(RootCeremony.sign(draft, eve), bob), before));

        assertThat(hub.newest().expires()).isEqualTo(NOW.plus(Duration.ofDays(665)));
        assertThat(hub.newest().roles()).isEqualTo(before.roles());
        assertThat(SignedMetadata.read(Files.readAllBytes(hub.root(2))).signatures())
                .extracting(SignedMetadata.Signature::keyid)
                .containsExactly(id(bob));
    }

    @Test
    void draftThatDoesNotFollowThePresentRoot_isRefused() throws Exception {
        HubFolder hub = new HubFolder(folder.resolve("hub"));
        create(hub, 1, ada);
        Root first = hub.newest();
        SignedMetadata second =
                RootCeremony.finished(RootCeremony.sign(RootCeremony.next(first, RootChange.NONE, NOW), ada), first);
        hub.put(second);

        assertCode("root_order", () -> RootCeremony.finished(second, hub.newest()));
        assertThatExceptionOfType(SigningFailed.class)
                .isThrownBy(() -> hub.put(second))
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo("root_exists"));
    }

    @Test
    void impossibleThresholds_doubleKeys_andOnlineKeysAsRootKeys_areRefused() throws Exception {
        Map<String, PublicKey> online = online();

        assertCode("root_invalid", () -> RootCeremony.first(publicOf(ada), 2, online, NOW));
        assertCode("root_invalid", () -> RootCeremony.first(publicOf(ada), 0, online, NOW));
        assertCode("root_invalid", () -> RootCeremony.first(publicOf(ada, ada), 1, online, NOW));
        assertCode("root_invalid", () -> RootCeremony.first(publicOf(ada), 1, Map.of(), NOW));
        assertCode("root_invalid", () -> RootCeremony.first(List.of(online.get(Role.TARGETS)), 1, online, NOW));
    }

    @Test
    void rootKeysInsideTheHubsHome_areRefused_alsoThroughALink() throws Exception {
        Path home = Files.createDirectories(folder.resolve("hub"));
        HubFolder hub = new HubFolder(home);
        Path link = Files.createSymbolicLink(folder.resolve("link"), home);

        for (Path inside : List.of(home, home.resolve("keys"), home.resolve("a/../b"), link.resolve("keys/new"))) {
            assertThatExceptionOfType(SigningFailed.class)
                    .isThrownBy(() -> hub.mustBeOutside(inside))
                    .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo("root_keys_in_hub"));
        }
        hub.mustBeOutside(folder.resolve("hub-root"));
        hub.mustBeOutside(home.resolve("../keys"));
    }

    private static void create(HubFolder hub, int threshold, SigningKey... keys) throws Exception {
        SignedMetadata draft = RootCeremony.first(publicOf(keys), threshold, hub.nextKeys(RootCeremony.ONLINE), NOW);
        for (SigningKey key : keys) {
            draft = RootCeremony.sign(draft, key);
        }
        hub.put(RootCeremony.finished(draft, null));
    }

    private static Map<String, PublicKey> online() {
        return Map.of(
                Role.TIMESTAMP, SigningKey.generate().publicKey(),
                Role.SNAPSHOT, SigningKey.generate().publicKey(),
                Role.TARGETS, SigningKey.generate().publicKey());
    }

    private static List<PublicKey> publicOf(SigningKey... keys) {
        List<PublicKey> all = new ArrayList<>();
        for (SigningKey key : keys) {
            all.add(key.publicKey());
        }
        return all;
    }

    private static String id(SigningKey key) {
        return MetadataKey.ed25519(key.publicKey()).id();
    }

    private interface Action {
        void run() throws SigningFailed, java.io.IOException;
    }

    private static void assertCode(String code, Action action) {
        assertThatExceptionOfType(SigningFailed.class)
                .isThrownBy(action::run)
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo(code));
    }
}
