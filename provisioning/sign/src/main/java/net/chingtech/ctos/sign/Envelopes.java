package net.chingtech.ctos.sign;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Envelope;

/** Puts a payload into an envelope with one signature and the signer's certificates. */
final class Envelopes {

    private Envelopes() {}

    static Envelope signed(String payloadType, byte[] payload, SigningKey key, List<X509Certificate> chain) {
        byte[] signature = key.sign(Envelope.preAuthenticationEncoding(payloadType, payload));
        List<byte[]> certificates = new ArrayList<>();
        try {
            for (X509Certificate certificate : chain) {
                certificates.add(certificate.getEncoded());
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
        return new Envelope(
                payloadType, payload, List.of(new Envelope.Signature(key.keyId(), signature, certificates)));
    }
}
