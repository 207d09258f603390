package net.chingtech.ctos.verify.hub;

import static net.chingtech.ctos.verify.hub.Scenario.accepted;
import static net.chingtech.ctos.verify.hub.Scenario.refused;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.Snapshot;

/** What an honest hub does, and what an attacker can try with its lists of other times. */
final class OnlineScenarios {

    private static final String TIMESTAMP = "timestamp.json";

    private OnlineScenarios() {}

    static Stream<Scenario> all() {
        return Stream.of(honest(), rollback(), freeze(), mixAndMatch()).flatMap(scenarios -> scenarios);
    }

    private static Stream<Scenario> honest() {
        return Stream.of(
                accepted("nothing changed", scene -> {}),
                accepted("a new release", scene -> scene.hub.release("1.1.0")),
                accepted("more buckets than before", scene -> {
                    scene.hub.bits(3);
                    scene.hub.publish();
                }),
                accepted(
                                "words that nobody knows yet",
                                scene -> scene.attacker.answer(
                                        TIMESTAMP,
                                        Forgery.edited(
                                                Forgery.next(scene.hub),
                                                scene.hub.keys.timestamp(),
                                                signed -> signed.putObject("x_new")
                                                        .put("é\n\"", 1)
                                                        .put("a", -5))))
                        .lasts());
    }

    private static Stream<Scenario> rollback() {
        return Stream.of(
                refused("rollback: old timestamp", "metadata_rolled_back", "RollbackVersionException", scene -> {
                    Map<String, byte[]> then = scene.remember();
                    scene.hub.release("1.1.0");
                    scene.sync();
                    scene.attacker.answer(TIMESTAMP, then.get(TIMESTAMP));
                }),
                refused(
                        "rollback: old timestamp of the same snapshot",
                        "metadata_rolled_back",
                        "RollbackVersionException",
                        scene -> {
                            Map<String, byte[]> then = scene.remember();
                            scene.hub.publishTimestamp();
                            scene.sync();
                            scene.attacker.answer(TIMESTAMP, then.get(TIMESTAMP));
                        }),
                refused(
                        "rollback: new timestamp, by a stolen key, of an old snapshot",
                        "metadata_rolled_back",
                        "RollbackVersionException",
                        scene -> {
                            scene.hub.release("1.1.0");
                            scene.sync();
                            scene.attacker.answer(
                                    TIMESTAMP,
                                    HubKeys.signed(
                                            Forgery.next(scene.hub, scene.hub.meta(1, "snapshot")),
                                            scene.hub.keys.timestamp()));
                        }),
                refused(
                                "rollback: new snapshot, by stolen keys, of old targets",
                                "metadata_rolled_back",
                                "SnapshotTargetVersionException",
                                scene -> {
                                    scene.hub.release("1.1.0");
                                    scene.sync();
                                    Forgery.stolen(scene, 3, scene.hub.meta(1, "targets"));
                                })
                        .lasts(),
                refused(
                                "fast-forward by stolen keys, and the hub goes on without a new root",
                                "metadata_rolled_back",
                                "RollbackVersionException",
                                scene -> {
                                    Forgery.stolen(scene, 1_000_000, scene.hub.meta(1, "targets"));
                                    scene.sync();
                                    scene.attacker.honest();
                                })
                        .lasts());
    }

    private static Stream<Scenario> freeze() {
        Duration twoDays = Duration.ofDays(2);
        return Stream.of(
                refused(
                                "freeze: the hub's news are held back until what is known expires",
                                "metadata_expired",
                                Scene.ACCEPTED,
                                scene -> {
                                    Map<String, byte[]> then = scene.remember();
                                    scene.pass(twoDays);
                                    scene.hub.publish();
                                    scene.attacker.answer(TIMESTAMP, then.get(TIMESTAMP));
                                })
                        .because(
                                "it looks at the expiry of a timestamp only when its version is new; it is to be looked at"
                                        + " always (5.4.4)"),
                refused(
                                "freeze: an expired timestamp at first contact",
                                "metadata_expired",
                                "RoleExpiredException",
                                scene -> {
                                    Map<String, byte[]> then = scene.remember();
                                    scene.pass(twoDays);
                                    scene.hub.publish();
                                    scene.attacker.answer(TIMESTAMP, then.get(TIMESTAMP));
                                })
                        .atFirst(),
                refused("the snapshot expired", "metadata_expired", "RoleExpiredException", scene -> {
                            scene.pass(Duration.ofDays(31));
                            scene.hub.publishTimestamp();
                        })
                        .lasts(),
                refused("the targets expired", "metadata_expired", "RoleExpiredException", scene -> {
                            scene.pass(Duration.ofDays(31));
                            scene.hub.publishSnapshot();
                        })
                        .lasts(),
                refused(
                                "the clock here went back a day",
                                "clock_wrong",
                                Scene.ACCEPTED,
                                scene -> scene.clock.pass(Duration.ofDays(-1)))
                        .because(
                                "it does not keep the time of its last success; a clock set back would revive expired lists")
                        .lasts(),
                refused(
                                "the clock here stands at 1970",
                                "clock_wrong",
                                Scene.ACCEPTED,
                                scene -> scene.clock.pass(Duration.between(Hub.START, java.time.Instant.EPOCH)))
                        .because("it has no notion of a clock that cannot be right")
                        .atFirst()
                        .lasts(),
                refused(
                                "the clock here runs two days ahead",
                                "clock_wrong",
                                "RoleExpiredException",
                                scene -> scene.clock.pass(twoDays))
                        .atFirst()
                        .lasts());
    }

    private static Stream<Scenario> mixAndMatch() {
        return Stream.of(
                refused(
                        "mix-and-match: old snapshot in the place of the new",
                        "metadata_mismatch",
                        "InvalidHashesException",
                        scene -> {
                            scene.hub.release("1.1.0");
                            scene.attacker.answer("2.snapshot.json", scene.hub.files.get("1.snapshot.json"));
                        }),
                refused(
                        "mix-and-match: old targets in the place of the new",
                        "metadata_mismatch",
                        "InvalidHashesException",
                        scene -> {
                            scene.hub.bits(1);
                            scene.hub.publish();
                            scene.attacker.answer("2.targets.json", scene.hub.files.get("1.targets.json"));
                        }),
                refused(
                        "mix-and-match: another snapshot of that version, by a stolen key",
                        "metadata_mismatch",
                        "InvalidHashesException",
                        scene -> {
                            scene.hub.release("1.1.0");
                            Snapshot other = new Snapshot(
                                    2, scene.hub.now.plus(scene.hub.onlineLasts), scene.hub.meta(1, "targets"));
                            scene.attacker.answer("2.snapshot.json", HubKeys.signed(other, scene.hub.keys.snapshot()));
                        }),
                refused(
                                "mix-and-match: the same, where the timestamp gives no digest",
                                "metadata_mismatch",
                                "SnapshotVersionMismatchException",
                                scene -> {
                                    scene.attacker.answer(
                                            TIMESTAMP,
                                            HubKeys.signed(
                                                    Forgery.next(scene.hub, new FileMeta(2, null, null)),
                                                    scene.hub.keys.timestamp()));
                                    scene.attacker.answer("2.snapshot.json", scene.hub.files.get("1.snapshot.json"));
                                })
                        .lasts());
    }
}
