package net.chingtech.ctos.verify.hub;

import static net.chingtech.ctos.verify.hub.Scenario.accepted;
import static net.chingtech.ctos.verify.hub.Scenario.refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.RoleKeys;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.SigningKey;

/** What an attacker can try with the root, and what a hub does with it. */
final class RootScenarios {

    private static final String SECOND = "2.root.json";
    private static final String ALIAS = "f".repeat(64);

    private RootScenarios() {}

    static Stream<Scenario> all() {
        return Stream.of(good(), attacks(), thresholds()).flatMap(scenarios -> scenarios);
    }

    private static Stream<Scenario> good() {
        return Stream.of(
                accepted("root rotation in three steps, all keys in the end", scene -> {
                    Hub hub = scene.hub;
                    hub.publishRoot(hub.keys.withRoot(HubKeys.rootKeys(), 3));
                    hub.publishRoot(
                            hub.keys.withOnline(SigningKey.generate(), SigningKey.generate(), SigningKey.generate()));
                    hub.publishRoot(hub.keys.withRoot(HubKeys.rootKeys(), 1));
                    hub.release("1.1.0");
                }),
                accepted("only the targets' key changed", scene -> {
                    Hub hub = scene.hub;
                    hub.publishRoot(
                            hub.keys.withOnline(hub.keys.timestamp(), hub.keys.snapshot(), SigningKey.generate()));
                    hub.release("1.1.0");
                }),
                accepted("fast-forward by stolen keys, then a new root with other keys", scene -> {
                    Hub hub = scene.hub;
                    Forgery.stolen(scene, 1_000_000, hub.meta(1, "targets"));
                    scene.sync();
                    scene.attacker.honest();
                    hub.publishRoot(
                            hub.keys.withOnline(SigningKey.generate(), SigningKey.generate(), hub.keys.targets()));
                    hub.release("1.1.0");
                }),
                accepted("the same, where the key of the timestamp stays", scene -> {
                    Hub hub = scene.hub;
                    Forgery.stolen(scene, 1_000_000, hub.meta(1, "targets"));
                    scene.sync();
                    scene.attacker.honest();
                    hub.publishRoot(
                            hub.keys.withOnline(hub.keys.timestamp(), SigningKey.generate(), hub.keys.targets()));
                    hub.release("1.1.0");
                }),
                accepted("a key of an unknown kind beside the right one", scene -> {
                            Hub hub = scene.hub;
                            Map<String, MetadataKey> keys = new TreeMap<>(hub.keys.keys());
                            keys.put(ALIAS, new MetadataKey("sphincs", "sphincs", new MetadataKey.Value("00")));
                            Map<String, RoleKeys> roles = new TreeMap<>(hub.keys.roles());
                            roles.put(
                                    Role.TIMESTAMP, new RoleKeys(List.of(ALIAS, HubKeys.id(hub.keys.timestamp())), 1));
                            Root root = new Root(2, hub.now.plus(hub.rootLasts), keys, roles);
                            scene.attacker.answer(SECOND, HubKeys.signed(root, rootKeys(hub.keys)));
                            SignedMetadata timestamp =
                                    SignedMetadata.of(Forgery.next(hub)).with(ALIAS, new byte[64]);
                            scene.attacker.answer(
                                    "timestamp.json",
                                    HubKeys.signed(timestamp, List.of(hub.keys.timestamp()))
                                            .write());
                        })
                        .lasts());
    }

    private static Stream<Scenario> attacks() {
        return Stream.of(
                refused("root expired", "root_expired", "RoleExpiredException", scene -> {
                            scene.pass(Duration.ofDays(366));
                            scene.hub.publish();
                        })
                        .lasts(),
                refused(
                                "wrong root pin",
                                "hub_root_changed",
                                "SignatureVerificationException",
                                scene -> scene.pinned = Hub.open().firstRoot())
                        .atFirst()
                        .lasts(),
                refused(
                        "another hub in the place of the known one",
                        "hub_root_changed",
                        "SignatureVerificationException",
                        scene -> {
                            Hub.open().files.forEach(scene.attacker::answer);
                        }),
                refused(
                        "root rollback: the first root as the second",
                        "metadata_rolled_back",
                        "RollbackVersionException",
                        scene -> scene.attacker.answer(SECOND, scene.hub.firstRoot())),
                refused(
                        "root version left out",
                        "metadata_invalid",
                        "RollbackVersionException",
                        scene -> scene.attacker.answer(
                                SECOND, HubKeys.signed(scene.hub.root(3, scene.hub.keys), rootKeys(scene.hub.keys)))),
                refused(
                        "endless data: root",
                        "metadata_too_large",
                        "FileExceedsMaxLengthException",
                        scene -> scene.attacker.neverEnd(SECOND, scene.hub.firstRoot())),
                refused(
                        "timestamp by a key that a new root revoked",
                        "metadata_threshold",
                        "SignatureVerificationException",
                        scene -> {
                            Hub hub = scene.hub;
                            SigningKey revoked = hub.keys.timestamp();
                            hub.publishRoot(hub.keys.withOnline(
                                    SigningKey.generate(), hub.keys.snapshot(), hub.keys.targets()));
                            hub.release("1.1.0");
                            scene.attacker.answer("timestamp.json", HubKeys.signed(hub.timestampRole(), revoked));
                        }));
    }

    private static Stream<Scenario> thresholds() {
        return Stream.of(
                refused(
                        "root rotation signed by new keys only",
                        "hub_root_changed",
                        "SignatureVerificationException",
                        scene -> {
                            HubKeys next = scene.hub.keys.withRoot(HubKeys.rootKeys(), 2);
                            scene.attacker.answer(SECOND, HubKeys.signed(scene.hub.root(2, next), rootKeys(next)));
                        }),
                refused(
                        "root rotation signed by old keys only",
                        "metadata_threshold",
                        "SignatureVerificationException",
                        scene -> {
                            HubKeys next = scene.hub.keys.withRoot(HubKeys.rootKeys(), 2);
                            scene.attacker.answer(
                                    SECOND, HubKeys.signed(scene.hub.root(2, next), rootKeys(scene.hub.keys)));
                        }),
                refused(
                        "root rotation by one old key of the two needed",
                        "metadata_threshold",
                        "SignatureVerificationException",
                        scene -> {
                            HubKeys old = scene.hub.keys;
                            HubKeys next = old.withRoot(HubKeys.rootKeys(), 2);
                            scene.attacker.answer(
                                    SECOND,
                                    HubKeys.signed(
                                            scene.hub.root(2, next),
                                            old.root().get(0),
                                            next.root().get(0),
                                            next.root().get(1)));
                        }),
                refused(
                        "root rotation by one new key of the two needed",
                        "metadata_threshold",
                        "SignatureVerificationException",
                        scene -> {
                            HubKeys old = scene.hub.keys;
                            HubKeys next = old.withRoot(HubKeys.rootKeys(), 2);
                            scene.attacker.answer(
                                    SECOND,
                                    HubKeys.signed(
                                            scene.hub.root(2, next),
                                            old.root().get(0),
                                            old.root().get(1),
                                            next.root().get(0)));
                        }),
                refused(
                        "root rotation by one old key, and one in another's name",
                        "metadata_signature_wrong",
                        "SignatureVerificationException",
                        scene -> {
                            HubKeys old = scene.hub.keys;
                            SignedMetadata root = HubKeys.signed(
                                    SignedMetadata.of(scene.hub.root(2, old)),
                                    List.of(old.root().get(0)));
                            byte[] forged = root.with(HubKeys.id(old.root().get(1)), new byte[64])
                                    .write();
                            scene.attacker.answer(SECOND, forged);
                        }),
                refused(
                                "one key under two names, to reach a threshold of two",
                                "metadata_invalid",
                                Scene.ACCEPTED,
                                scene -> {
                                    Hub hub = scene.hub;
                                    SigningKey one = hub.keys.root().get(0);
                                    Map<String, MetadataKey> keys = new TreeMap<>(hub.keys.keys());
                                    keys.put(ALIAS, MetadataKey.ed25519(one.publicKey()));
                                    Map<String, RoleKeys> roles = new TreeMap<>(hub.keys.roles());
                                    roles.put(Role.ROOT, new RoleKeys(List.of(HubKeys.id(one), ALIAS), 2));
                                    SignedMetadata root =
                                            SignedMetadata.of(new Root(2, hub.now.plus(hub.rootLasts), keys, roles));
                                    scene.attacker.answer(
                                            SECOND,
                                            HubKeys.signed(root, List.of(rootKeys(hub.keys)))
                                                    .with(ALIAS, one.sign(root.signedBytes()))
                                                    .write());
                                })
                        .because(
                                "it does not compute the names of keys; the specification says that clients must (4.3)"));
    }

    private static SigningKey[] rootKeys(HubKeys keys) {
        return keys.root().toArray(SigningKey[]::new);
    }
}
