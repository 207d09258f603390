package net.chingtech.ctos.verify.hub;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.RoleKeys;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.SigningKey;

/** Who signs what at a hub: three root keys of which two are needed, and one key for each role that is online. */
record HubKeys(
        List<SigningKey> root, int rootThreshold, SigningKey timestamp, SigningKey snapshot, SigningKey targets) {

    static HubKeys fresh() {
        return new HubKeys(rootKeys(), 2, SigningKey.generate(), SigningKey.generate(), SigningKey.generate());
    }

    static List<SigningKey> rootKeys() {
        return Stream.generate(SigningKey::generate).limit(3).toList();
    }

    HubKeys withRoot(List<SigningKey> keys, int threshold) {
        return new HubKeys(keys, threshold, timestamp, snapshot, targets);
    }

    HubKeys withOnline(SigningKey newTimestamp, SigningKey newSnapshot, SigningKey newTargets) {
        return new HubKeys(root, rootThreshold, newTimestamp, newSnapshot, newTargets);
    }

    Map<String, MetadataKey> keys() {
        Map<String, MetadataKey> keys = new TreeMap<>();
        Stream.concat(root.stream(), Stream.of(timestamp, snapshot, targets))
                .forEach(key -> keys.put(id(key), MetadataKey.ed25519(key.publicKey())));
        return keys;
    }

    Map<String, RoleKeys> roles() {
        return new TreeMap<>(Map.of(
                Role.ROOT, new RoleKeys(root.stream().map(HubKeys::id).toList(), rootThreshold),
                Role.TIMESTAMP, new RoleKeys(List.of(id(timestamp)), 1),
                Role.SNAPSHOT, new RoleKeys(List.of(id(snapshot)), 1),
                Role.TARGETS, new RoleKeys(List.of(id(targets)), 1)));
    }

    static String id(SigningKey key) {
        return MetadataKey.ed25519(key.publicKey()).id();
    }

    static byte[] signed(Role role, SigningKey... signers) {
        return signed(SignedMetadata.of(role), Arrays.asList(signers)).write();
    }

    static SignedMetadata signed(SignedMetadata document, List<SigningKey> signers) {
        SignedMetadata signed = document;
        for (SigningKey signer : signers) {
            signed = signed.with(id(signer), signer.sign(document.signedBytes()));
        }
        return signed;
    }
}
