package net.chingtech.ctos.verify;

import java.nio.file.Path;
import net.chingtech.ctos.format.Envelope;

/** Proves releases, in the order of contracts: envelope, certificate path, namespace; then digest, JAR, manifest. */
public interface Verifier {

    /**
     * Proves who signed a statement and that the id is theirs.
     *
     * @throws VerificationFailed {@code statement_invalid}, {@code certificate_malformed}, {@code key_mismatch}, {@code
     *     signature_wrong}, {@code published_in_future}, {@code publisher_unknown}, {@code certificate_expired}, {@code
     *     certificate_forged}, {@code certificate_unfit}, {@code certificate_weak}, {@code tier_not_allowed}, {@code
     *     publisher_mismatch}, {@code namespace_foreign}
     */
    VerifiedStatement statement(Envelope envelope) throws VerificationFailed;

    /**
     * Proves that a JAR is what its statement says. Reads the file only; digest and size come before anything is parsed.
     *
     * @throws VerificationFailed {@code artifact_unreadable}, {@code size_mismatch}, {@code digest_mismatch}; {@code
     *     zip_…} when it is not a ZIP that every reader sees alike; {@code jar_…} when it is not signed whole by the
     *     statement's key; {@code header_…}, {@code entry_forbidden}, {@code component_…}, {@code class_…}, {@code
     *     library_…} when something in it is not allowed to a skill; {@code manifest_invalid}, {@code manifest_mismatch}, {@code file_missing}
     */
    VerifiedArtifact artifact(Path jar, VerifiedStatement statement) throws VerificationFailed;
}
