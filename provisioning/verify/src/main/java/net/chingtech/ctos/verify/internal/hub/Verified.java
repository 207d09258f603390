package net.chingtech.ctos.verify.internal.hub;

import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Signers;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.verify.internal.Refused;

/** A role's file that enough keys of a root have signed, byte for byte. */
record Verified<R extends Role>(byte[] file, R role) {

    /** Reads a file and counts its signatures by what {@code root} says. */
    static <R extends Role> Verified<R> of(String path, byte[] file, Class<R> type, String role, Root root)
            throws Refused {
        try {
            SignedMetadata document = SignedMetadata.read(file, type);
            // Signatures first: what is not signed is not looked at any further.
            Signers signers = Signers.of(document, root, role);
            if (!signers.enough()) {
                throw Refusals.signatures(path, signers);
            }
            return new Verified<>(file, document.as(type));
        } catch (FormatException e) {
            throw Refusals.invalid(path, e);
        }
    }

    /** Whether these bytes are the ones that another list names. */
    boolean is(FileMeta named) {
        return role.version() == named.version() && difference(file, named) == null;
    }

    /** What is different from what another list says of this file, or null. */
    static String difference(byte[] file, FileMeta named) {
        if (named.length() != null && named.length() != file.length) {
            return "it has " + file.length + " bytes and not " + named.length();
        }
        String sha256 = named.hashes().get(TargetMeta.SHA256);
        if (sha256 != null && !sha256.equals(Digests.sha256Hex(file))) {
            return "its SHA-256 is another";
        }
        return null;
    }
}
