package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/**
 * A public key in a root file. Only Ed25519 keys ever count; others may stand there and are ignored.
 *
 * @param keytype {@value #ED25519} for the keys that count
 * @param scheme {@value #ED25519} for the keys that count
 */
public record MetadataKey(String keytype, String scheme, Value keyval) {

    public static final String ED25519 = "ed25519";

    /** What stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** @param hex the raw 32 bytes of the key in lower-case hex */
    public record Value(@JsonProperty("public") String hex) {}

    public static MetadataKey ed25519(PublicKey key) {
        byte[] spki = key.getEncoded();
        if (!(key instanceof EdECPublicKey) || !startsWithPrefix(spki)) {
            throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
        }
        return new MetadataKey(ED25519, ED25519, new Value(HexFormat.of().formatHex(spki, PREFIX.length, spki.length)));
    }

    /** The key's name: SHA-256 of its canonical JSON, in hex, as python-tuf and others compute it. */
    public String id() {
        try {
            JsonNode tree = Json.mapper().valueToTree(this);
            return Digests.sha256Hex(CanonicalJson.of(tree));
        } catch (FormatException e) {
            throw new IllegalStateException("three words have a canonical form", e);
        }
    }

    /** Whether this key is of the kind that counts, in the one spelling that counts. */
    @JsonIgnore
    public boolean isEd25519() {
        return ED25519.equals(keytype)
                && ED25519.equals(scheme)
                && keyval != null
                && Digests.isSha256Hex(keyval.hex()); // the same shape: 32 bytes in lower-case hex
    }

    /** @throws FormatException {@code key_invalid} when these are not the bytes of an Ed25519 key */
    public PublicKey publicKey() throws FormatException {
        if (!isEd25519()) {
            throw new FormatException("key_invalid", "$", "an ed25519 key of 64 lower-case hex digits", "another");
        }
        byte[] spki = Arrays.copyOf(PREFIX, PREFIX.length + Digests.sha256().getDigestLength());
        byte[] raw = HexFormat.of().parseHex(keyval.hex());
        System.arraycopy(raw, 0, spki, PREFIX.length, raw.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new FormatException("key_invalid", "$.keyval.public", "a point of Ed25519", keyval.hex());
        }
    }

    private static boolean startsWithPrefix(byte[] spki) {
        return spki.length > PREFIX.length && Arrays.equals(spki, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
    }
}
