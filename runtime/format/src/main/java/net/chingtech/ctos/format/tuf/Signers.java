package net.chingtech.ctos.format.tuf;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import net.chingtech.ctos.format.FormatException;

/**
 * Whose signatures on a role's file are right, by what a root says.
 *
 * @param keyids keys of the role that signed these very bytes, each once however often it signed
 * @param wrong whether a key of the role stands there with a signature that is not right
 * @param threshold how many it takes
 */
public record Signers(Set<String> keyids, boolean wrong, int threshold) {

    public Signers {
        keyids = Collections.unmodifiableSet(new LinkedHashSet<>(keyids));
    }

    /** Counts by the keys that {@code root} gives to {@code role}; a key of an unknown kind counts for nothing. */
    public static Signers of(SignedMetadata document, Root root, String role) {
        RoleKeys may = root.roles().get(role);
        byte[] signed = document.signedBytes();
        Set<String> right = new LinkedHashSet<>();
        boolean wrong = false;
        for (SignedMetadata.Signature signature : document.signatures()) {
            MetadataKey key =
                    may.keyids().contains(signature.keyid()) ? root.keys().get(signature.keyid()) : null;
            if (key == null || !key.isEd25519()) {
                continue;
            }
            if (isRight(key, signature.sig(), signed)) {
                right.add(signature.keyid());
            } else {
                wrong = true;
            }
        }
        return new Signers(right, wrong, may.threshold());
    }

    public boolean enough() {
        return keyids.size() >= threshold;
    }

    private static boolean isRight(MetadataKey key, String hex, byte[] signed) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key.publicKey());
            verifier.update(signed);
            return verifier.verify(HexFormat.of().parseHex(hex));
        } catch (GeneralSecurityException | FormatException | IllegalArgumentException e) {
            return false; // no hex, no signature, or no point of the curve: not a right one
        }
    }
}
