package net.chingtech.ctos.verify.hub;

import static net.chingtech.ctos.verify.hub.Scenario.refused;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.sign.SigningKey;

/** What an attacker can try with files of his own. */
final class ForgedScenarios {

    private static final String TIMESTAMP = "timestamp.json";
    private static final String COUNTS =
            "it reads all of whatever is not too long; ours counts brackets and commas first";

    private ForgedScenarios() {}

    static Stream<Scenario> all() {
        return Stream.of(endless(), crowded(), wrongKeys(), targets(), malformed())
                .flatMap(scenarios -> scenarios);
    }

    private static Stream<Scenario> endless() {
        return Stream.of(
                refused(
                        "endless data: timestamp",
                        "metadata_too_large",
                        "FileExceedsMaxLengthException",
                        scene -> scene.attacker.neverEnd(TIMESTAMP, scene.hub.files.get(TIMESTAMP))),
                refused("endless data: snapshot", "metadata_too_large", "FileExceedsMaxLengthException", scene -> {
                    scene.hub.release("1.1.0");
                    scene.attacker.neverEnd("2.snapshot.json", scene.hub.files.get("2.snapshot.json"));
                }),
                refused("endless data: targets", "metadata_too_large", "FileExceedsMaxLengthException", scene -> {
                    scene.hub.release("1.1.0");
                    scene.attacker.neverEnd("2.targets.json", scene.hub.files.get("2.targets.json"));
                }),
                refused("endless data: bucket", "metadata_too_large", "FileExceedsMaxLengthException", scene -> {
                    scene.hub.release("1.1.0");
                    String path = scene.hub.targetPath(scene.hub.notesBucket());
                    scene.attacker.neverEnd(path, scene.hub.files.get(path));
                }),
                refused(
                        "slow retrieval",
                        "metadata_unreachable",
                        "SocketTimeoutException",
                        scene -> scene.attacker.dawdle(TIMESTAMP)));
    }

    /** Not long, but of so many parts that what is made of it takes thirty times as much memory. */
    private static Stream<Scenario> crowded() {
        return Stream.of(
                refused(
                                "twenty thousand empty things: timestamp, signed by a stolen key",
                                "metadata_too_large",
                                Scene.ACCEPTED,
                                scene -> scene.attacker.answer(
                                        TIMESTAMP,
                                        Forgery.edited(
                                                Forgery.next(scene.hub),
                                                scene.hub.keys.timestamp(),
                                                signed -> crowd(signed, 20_000))))
                        .because(COUNTS),
                refused(
                                "two hundred thousand empty things: targets, signed by stolen keys",
                                "metadata_too_large",
                                Scene.ACCEPTED,
                                scene -> {
                                    byte[] targets = Forgery.edited(
                                            scene.hub.targetsRole(),
                                            scene.hub.keys.targets(),
                                            signed -> crowd(signed, 200_000));
                                    offerTargets(scene, targets);
                                })
                        .because(COUNTS)
                        .lasts());
    }

    /** Targets that a snapshot and a timestamp of stolen keys name. */
    private static void offerTargets(Scene scene, byte[] targets) {
        scene.attacker.answer("1.targets.json", targets);
        Forgery.stolen(
                scene,
                2,
                new FileMeta(1, (long) targets.length, TargetMeta.of(targets).hashes()));
    }

    private static void crowd(ObjectNode signed, int things) {
        ArrayNode crowd = signed.putArray("x_new");
        for (int i = 0; i < things; i++) {
            crowd.addObject();
        }
    }

    private static Stream<Scenario> wrongKeys() {
        return Stream.of(
                refused(
                        "wrong key: a stranger's timestamp, far ahead",
                        "metadata_threshold",
                        "SignatureVerificationException",
                        scene -> scene.attacker.answer(
                                TIMESTAMP, HubKeys.signed(Forgery.next(scene.hub), SigningKey.generate()))),
                refused(
                        "wrong key: a timestamp signed in the name of the right key",
                        "metadata_signature_wrong",
                        "SignatureVerificationException",
                        scene -> scene.attacker.answer(
                                TIMESTAMP, Forgery.inTheNameOf(scene.hub.keys.timestamp(), Forgery.next(scene.hub)))),
                refused(
                                "wrong key: targets signed by the key of the timestamp",
                                "metadata_threshold",
                                "SignatureVerificationException",
                                scene -> {
                                    byte[] targets =
                                            HubKeys.signed(scene.hub.targetsRole(), scene.hub.keys.timestamp());
                                    offerTargets(scene, targets);
                                })
                        .lasts(),
                refused(
                        "no signature at all",
                        "metadata_threshold",
                        "SignatureVerificationException",
                        scene -> scene.attacker.answer(TIMESTAMP, HubKeys.signed(Forgery.next(scene.hub)))),
                refused("duplicate signatures of one key", "metadata_invalid", "DuplicateKeyIdsException", scene -> {
                    String file = new String(HubKeys.signed(Forgery.next(scene.hub), scene.hub.keys.timestamp()));
                    String signature =
                            file.substring(file.indexOf('['), file.indexOf(']')).substring(1);
                    scene.attacker.answer(
                            TIMESTAMP,
                            file.replace(signature, signature + "," + signature).getBytes());
                }));
    }

    private static Stream<Scenario> targets() {
        return Stream.of(
                refused(
                        "arbitrary target: a bucket of the same length",
                        "metadata_mismatch",
                        "InvalidHashesException",
                        scene -> {
                            scene.hub.release("1.1.0");
                            byte[] forged = new String(scene.hub.target(scene.hub.notesBucket()))
                                    .replace("1.1.0", "9.1.0")
                                    .getBytes();
                            scene.attacker.answer(scene.hub.targetPath(scene.hub.notesBucket()), forged);
                        }),
                refused(
                        "arbitrary target: a bucket cut short",
                        "metadata_mismatch",
                        "InvalidHashesException",
                        scene -> {
                            scene.hub.release("1.1.0");
                            byte[] whole = scene.hub.target(scene.hub.notesBucket());
                            scene.attacker.answer(
                                    scene.hub.targetPath(scene.hub.notesBucket()),
                                    Arrays.copyOf(whole, whole.length - 1));
                        }),
                refused("missing target", "metadata_unreachable", "FileNotFoundException", scene -> {
                    scene.hub.release("1.1.0");
                    scene.attacker.hide(scene.hub.targetPath(scene.hub.notesBucket()));
                }),
                refused(
                        "missing timestamp",
                        "metadata_unreachable",
                        "FileNotFoundException",
                        scene -> scene.attacker.hide(TIMESTAMP)),
                refused("missing snapshot", "metadata_unreachable", "FileNotFoundException", scene -> {
                    scene.hub.release("1.1.0");
                    scene.attacker.hide("2.snapshot.json");
                }),
                refused("buckets of two numbers of bits", "metadata_invalid", Scene.ACCEPTED, scene -> {
                            scene.hub.target("buckets/2/0.json", new byte[1]);
                            scene.hub.publish();
                        })
                        .because("it knows nothing of buckets")
                        .lasts(),
                refused("a bucket is not listed", "metadata_invalid", Scene.ACCEPTED, scene -> {
                            boolean first = scene.hub.notesBucket().equals("buckets/1/0.json");
                            scene.hub.removeTarget("buckets/1/" + (first ? 1 : 0) + ".json");
                            scene.hub.publish();
                        })
                        .because("it knows nothing of buckets")
                        .lasts());
    }

    private static Stream<Scenario> malformed() {
        return Stream.of(
                refused("truncated JSON", "metadata_invalid", "JsonParseException", scene -> {
                    byte[] file = scene.hub.files.get(TIMESTAMP);
                    scene.attacker.answer(TIMESTAMP, Arrays.copyOf(file, file.length / 2));
                }),
                refused(
                        "no JSON",
                        "metadata_invalid",
                        "JsonParseException",
                        scene -> scene.attacker.answer(TIMESTAMP, "<html>Please log in</html>".getBytes())),
                refused(
                        "nested ten thousand deep",
                        "metadata_invalid",
                        "JsonParseException",
                        scene -> scene.attacker.answer(
                                TIMESTAMP, ("{\"signatures\":[],\"signed\":" + "{\"a\":".repeat(10_000)).getBytes())),
                refused(
                        "a version beyond all numbers",
                        "metadata_invalid",
                        "SignatureVerificationException",
                        scene -> scene.attacker.answer(
                                TIMESTAMP,
                                Forgery.edited(
                                        Forgery.next(scene.hub),
                                        scene.hub.keys.timestamp(),
                                        signed -> signed.put("version", BigInteger.TEN.pow(30))))),
                refused(
                        "a version of 32 bits and more",
                        "metadata_invalid",
                        "RollbackVersionException",
                        scene -> scene.attacker.answer(
                                TIMESTAMP,
                                Forgery.edited(
                                        Forgery.next(scene.hub),
                                        scene.hub.keys.timestamp(),
                                        signed -> signed.put("version", 1L << 31)))),
                refused(
                        "version 0",
                        "metadata_invalid",
                        "RollbackVersionException",
                        scene -> scene.attacker.answer(
                                TIMESTAMP,
                                Forgery.edited(
                                        Forgery.next(scene.hub),
                                        scene.hub.keys.timestamp(),
                                        signed -> signed.put("version", 0)))),
                refused(
                                "a version with a fraction",
                                "metadata_invalid",
                                Scene.ACCEPTED,
                                scene -> scene.attacker.answer(
                                        TIMESTAMP,
                                        Forgery.reworded(
                                                Forgery.next(scene.hub),
                                                scene.hub.keys.timestamp(),
                                                "\"version\":2}",
                                                "\"version\":2.0}")))
                        .because(
                                "canonical JSON has whole numbers only; it rounds what it signs and what it reads alike"),
                refused(
                                "a key of the JSON twice",
                                "metadata_invalid",
                                Scene.ACCEPTED,
                                scene -> scene.attacker.answer(
                                        TIMESTAMP,
                                        Forgery.reworded(
                                                Forgery.next(scene.hub),
                                                scene.hub.keys.timestamp(),
                                                "\"version\":2}",
                                                "\"version\":1,\"version\":2}")))
                        .because("it takes the last one; another reader would take the first"),
                refused(
                        "another role's file",
                        "metadata_invalid",
                        "JsonParseException",
                        scene -> scene.attacker.answer(
                                TIMESTAMP, HubKeys.signed(scene.hub.targetsRole(), scene.hub.keys.timestamp()))),
                refused(
                                "a specification that is not known",
                                "metadata_invalid",
                                Scene.ACCEPTED,
                                scene -> scene.attacker.answer(
                                        TIMESTAMP,
                                        Forgery.edited(
                                                Forgery.next(scene.hub),
                                                scene.hub.keys.timestamp(),
                                                signed -> signed.put("spec_version", "2.0.0"))))
                        .because("it does not look at spec_version; the specification says that clients must (4.3)"));
    }
}
