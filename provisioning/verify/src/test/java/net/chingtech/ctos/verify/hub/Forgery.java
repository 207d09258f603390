package net.chingtech.ctos.verify.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.sign.SigningKey;

/** Files that no honest hub makes. */
final class Forgery {

    private Forgery() {}

    /** Signed by a stranger in the name of somebody. */
    static byte[] inTheNameOf(SigningKey name, Role role) {
        SignedMetadata document = SignedMetadata.of(role);
        return document.with(HubKeys.id(name), SigningKey.generate().sign(document.signedBytes()))
                .write();
    }

    /** Signed rightly, with something changed in what is said. */
    static byte[] edited(Role role, SigningKey signer, Consumer<ObjectNode> edit) {
        SignedMetadata document = SignedMetadata.of(role);
        edit.accept((ObjectNode) document.signed());
        return HubKeys.signed(document, java.util.List.of(signer)).write();
    }

    /** Signed rightly for what {@code role} says, while the file's text says it in other words. */
    static byte[] reworded(Role role, SigningKey signer, String found, String with) {
        SignedMetadata document = SignedMetadata.of(role);
        String said = new String(document.signedBytes(), StandardCharsets.UTF_8);
        String reworded = said.replace(found, with);
        if (reworded.equals(said)) {
            throw new IllegalArgumentException(found + " is not in " + said);
        }
        String sig = HexFormat.of().formatHex(signer.sign(document.signedBytes()));
        return ("{\"signatures\":[{\"keyid\":\"" + HubKeys.id(signer) + "\",\"sig\":\"" + sig + "\"}],\"signed\":"
                        + reworded + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** With the keys of timestamp and snapshot: a snapshot of that version naming those targets, and what leads to it. */
    static void stolen(Scene scene, long version, FileMeta targets) {
        Hub hub = scene.hub;
        Snapshot snapshot = new Snapshot(version, hub.now.plus(hub.onlineLasts), targets);
        byte[] file = HubKeys.signed(snapshot, hub.keys.snapshot());
        scene.attacker.answer(version + ".snapshot.json", file);
        FileMeta meta =
                new FileMeta(version, (long) file.length, TargetMeta.of(file).hashes());
        Timestamp timestamp = new Timestamp(version, hub.now.plus(hub.timestampLasts), meta);
        scene.attacker.answer("timestamp.json", HubKeys.signed(timestamp, hub.keys.timestamp()));
    }

    /** The hub's next timestamp, naming this snapshot, signed with the right key. */
    static Timestamp next(Hub hub, FileMeta snapshot) {
        return new Timestamp(hub.timestampVersion + 1, hub.now.plus(hub.timestampLasts), snapshot);
    }

    /** The hub's next timestamp. */
    static Timestamp next(Hub hub) {
        return next(hub, hub.meta(hub.snapshotVersion, "snapshot"));
    }
}
