package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A DSSE v1 envelope: bytes, what they are, and who signed them.
 *
 * @param payloadType media type of the payload
 * @param payload the exact bytes that were signed (base64 in JSON)
 * @param signatures one for each signer
 */
public record Envelope(@JsonProperty("payloadType") String payloadType, byte[] payload, List<Signature> signatures) {

    /** The payload type of a release statement. */
    public static final String RELEASE = "application/vnd.ctos.skill.release+json";

    /**
     * The payload type of a release statement that nobody signed: the form in which a container writes down what it made of a
     * skill that came without a signature. It has no signatures, and proves nothing but its own bytes.
     */
    public static final String UNSIGNED_RELEASE = "application/vnd.ctos.skill.unsigned-release+json";

    private static final int LARGEST = 256 * 1024;

    /**
     * One signature.
     *
     * @param keyid SHA-256 of the signer's SubjectPublicKeyInfo, in hex
     * @param sig the signature over {@link #preAuthenticationEncoding()} (base64 in JSON)
     * @param certificateChain the signer's certificates in DER, its own first, the authority's root left out (base64 in
     *     JSON); what it says is proven by the chain itself, not by this envelope
     */
    public record Signature(String keyid, byte[] sig, List<byte[]> certificateChain) {
        public Signature {
            certificateChain = certificateChain == null ? List.of() : List.copyOf(certificateChain);
        }
    }

    public Envelope {
        signatures = signatures == null ? List.of() : List.copyOf(signatures);
    }

    /** The envelope of a release statement that nobody signed. */
    public static Envelope unsigned(byte[] payload) {
        return new Envelope(UNSIGNED_RELEASE, payload, List.of());
    }

    /** Whether somebody signed it, or pretends to; only {@link #UNSIGNED_RELEASE} is not. */
    public boolean isSigned() {
        return !UNSIGNED_RELEASE.equals(payloadType);
    }

    public static Envelope read(byte[] json) throws FormatException {
        if (json.length > LARGEST) {
            throw new FormatException("envelope_invalid", "$", "at most " + LARGEST + " bytes", json.length + " bytes");
        }
        Envelope envelope = Json.read(json, Envelope.class);
        if (envelope.payloadType == null || envelope.payload == null) {
            throw new FormatException("envelope_invalid", "$", "payloadType and payload", "something missing");
        }
        if (envelope.signatures.isEmpty() == envelope.isSigned()) {
            throw new FormatException(
                    "envelope_invalid",
                    "$.signatures",
                    envelope.isSigned() ? "at least one signature" : "no signature",
                    envelope.signatures.size() + " signatures");
        }
        for (Signature signature : envelope.signatures) {
            if (signature.sig == null || !Digests.isSha256Hex(signature.keyid)) {
                throw new FormatException(
                        "envelope_invalid", "$.signatures", "keyid (64 hex digits) and sig", "something missing");
            }
        }
        return envelope;
    }

    /** What is signed: DSSE's PAE of type and payload. */
    public byte[] preAuthenticationEncoding() {
        return preAuthenticationEncoding(payloadType, payload);
    }

    /** DSSE v1 PAE: {@code "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body}. */
    public static byte[] preAuthenticationEncoding(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("DSSEv1 " + type.length + " " + payloadType + " " + payload.length + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }

    public byte[] write() {
        return Json.write(this);
    }
}
