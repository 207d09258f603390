package net.chingtech.ctos.skillhub.server.metadata;

import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.RoleKeys;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;

/** The keys that the hub signs its lists with. Read anew each time, so that new ones are used at once. */
record OnlineKeys(SigningKey timestamp, SigningKey snapshot, SigningKey targets) {

    /** Reads them; each must be one that the root names for its role, and enough alone. */
    static OnlineKeys read(Path folder, Root root) throws CannotList {
        return new OnlineKeys(
                read(folder, root, Role.TIMESTAMP),
                read(folder, root, Role.SNAPSHOT),
                read(folder, root, Role.TARGETS));
    }

    private static SigningKey read(Path folder, Root root, String role) throws CannotList {
        SigningKey key = read(folder.resolve(role + ".pem"));
        if (mayAlone(root, role, key)) {
            return key;
        }
        // One that was made for the next root waits under this name, until whoever put the root in place renames it.
        Path waiting = folder.resolve(role + ".next.pem");
        SigningKey next = Files.exists(waiting) ? read(waiting) : key;
        if (mayAlone(root, role, next)) {
            return next;
        }
        throw new CannotList(
                ListsState.Word.KEY_NOT_IN_ROOT,
                "Root " + root.version() + " does not let the key " + idOf(key) + " alone sign " + role
                        + ". Put the key that it names into " + folder
                        + ", or a root that names this one into the metadata folder.");
    }

    private static SigningKey read(Path file) throws CannotList {
        try {
            return SigningKey.read(file);
        } catch (SigningFailed e) {
            throw new CannotList(
                    ListsState.Word.KEY_UNUSABLE,
                    e.problem().detail() + " " + e.problem().nextStep());
        }
    }

    private static boolean mayAlone(Root root, String role, SigningKey key) {
        RoleKeys may = root.roles().get(role);
        return may.keyids().contains(idOf(key)) && may.threshold() == 1;
    }

    static String idOf(SigningKey key) {
        return MetadataKey.ed25519(key.publicKey()).id();
    }

    /** The keys' names in one text. */
    String names() {
        return idOf(timestamp) + " " + idOf(snapshot) + " " + idOf(targets);
    }

    /** A signed file of a role. */
    static byte[] signed(Role role, SigningKey key) {
        SignedMetadata document = SignedMetadata.of(role);
        return document.with(idOf(key), key.sign(document.signedBytes())).write();
    }
}
