package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/**
 * A role's file: what is said, and who signed it. Nothing in it is proven until {@link Signers} have been counted.
 *
 * @param signatures in the order of the file
 * @param signed what was signed, with everything that this version does not know
 */
public record SignedMetadata(List<Signature> signatures, JsonNode signed) {

    /** More than any role has keys; each costs a check. */
    private static final int MOST_SIGNATURES = 64;

    /** More than a root with all its keys has, and the other roles; only {@link Targets} may be larger. */
    private static final int MOST_PARTS = 25_000;

    /**
     * One signature.
     *
     * @param keyid {@link MetadataKey#id()} of the signer
     * @param sig over {@link SignedMetadata#signedBytes()}, in hex
     */
    public record Signature(String keyid, String sig) {
        public Signature {
            keyid = keyid == null ? "" : keyid;
            sig = sig == null ? "" : sig;
        }
    }

    public SignedMetadata {
        signatures = signatures == null ? List.of() : List.copyOf(signatures);
    }

    /**
     * Reads any role's file but targets.
     *
     * @throws FormatException when it is no strict JSON of this shape, or has no canonical form
     */
    public static SignedMetadata read(byte[] json) throws FormatException {
        return read(json, MOST_PARTS);
    }

    /** Reads the file of such a role: what it may be made of is counted before a tree is. */
    public static SignedMetadata read(byte[] json, Class<? extends Role> type) throws FormatException {
        return read(json, type == Targets.class ? Targets.MOST_PARTS : MOST_PARTS);
    }

    private static SignedMetadata read(byte[] json, int mostParts) throws FormatException {
        SignedMetadata document = Json.read(json, SignedMetadata.class, mostParts);
        if (document.signed == null || !document.signed.isObject()) {
            throw new FormatException("metadata_invalid", "$.signed", "a JSON object", "something else");
        }
        long signers =
                document.signatures.stream().map(Signature::keyid).distinct().count();
        if (document.signatures.size() > MOST_SIGNATURES || signers < document.signatures.size()) {
            throw new FormatException(
                    "metadata_invalid",
                    "$.signatures",
                    "at most " + MOST_SIGNATURES + ", each of another key",
                    document.signatures.size() + " of " + signers + " keys");
        }
        CanonicalJson.mustExist(document.signed);
        return document;
    }

    /** A role's file that nobody signed yet. */
    public static SignedMetadata of(Role role) {
        return new SignedMetadata(List.of(), Json.mapper().valueToTree(role));
    }

    /** What is signed: the canonical JSON of {@link #signed()}. */
    public byte[] signedBytes() {
        try {
            return CanonicalJson.of(signed);
        } catch (FormatException e) {
            throw new IllegalStateException("no document without canonical form is made", e);
        }
    }

    /** What is said, as one role's record; {@code type} decides which role it must be. */
    public <R extends Role> R as(Class<R> type) throws FormatException {
        R role = Json.read(signed, type);
        role.mustBeLawful(type.getSimpleName().toLowerCase(Locale.ROOT));
        if (!role.expires().toString().equals(signed.path("expires").textValue())) {
            throw new FormatException(
                    "metadata_invalid", "$.expires", role.expires().toString(), String.valueOf(signed.get("expires")));
        }
        return role;
    }

    /** The same with one more signature; it takes the place of an earlier one of the same key. */
    public SignedMetadata with(String keyId, byte[] signature) {
        List<Signature> all = new ArrayList<>(signatures);
        all.removeIf(earlier -> keyId.equals(earlier.keyid()));
        all.add(new Signature(keyId, HexFormat.of().formatHex(signature)));
        return new SignedMetadata(all, signed);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
