package net.chingtech.ctos.verify;

import java.nio.file.Path;
import net.chingtech.ctos.format.Envelope;

/** Proves releases, in the order of contracts: envelope, certificate path, namespace; then digest, JAR, manifest. */
public interface Verifier {

    /**
     * Proves who signed a statement and that the id is theirs.
     *
     * @throws VerificationFailed {@code statement_invalid}, {@code signature_wrong}, {@code publisher_unknown},
     *     {@code certificate_expired}, {@code namespace_foreign}
     */
    VerifiedStatement statement(Envelope envelope) throws VerificationFailed;

    /**
     * Proves that a JAR is what its statement says. Reads the file only; digest and size come before anything is parsed.
     *
     * @throws VerificationFailed {@code size_mismatch}, {@code digest_mismatch}, {@code zip_malformed},
     *     {@code jar_signature_missing}, {@code jar_signature_wrong}, {@code jar_signer_foreign}, {@code header_forbidden},
     *     {@code manifest_mismatch}, …
     */
    VerifiedArtifact artifact(Path jar, VerifiedStatement statement) throws VerificationFailed;
}
