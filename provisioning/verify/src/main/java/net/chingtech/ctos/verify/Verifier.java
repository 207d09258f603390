package net.chingtech.ctos.verify;

import java.nio.file.Path;
import net.chingtech.ctos.format.Envelope;

/** Proves releases, in the order of contracts: envelope, certificate path, namespace; then digest, JAR, manifest. */
public interface Verifier {

    /**
     * Proves who signed a statement and that the id is theirs. One that nobody signed is refused: {@code publisher_unknown}
     * for a skill that may be unsigned, {@code signature_missing} for every other.
     *
     * @throws VerificationFailed {@code statement_invalid}, {@code certificate_malformed}, {@code key_mismatch}, {@code
     *     signature_wrong}, {@code published_in_future}, {@code publisher_unknown}, {@code certificate_expired}, {@code
     *     certificate_forged}, {@code certificate_unfit}, {@code certificate_weak}, {@code tier_not_allowed}, {@code
     *     publisher_mismatch}, {@code namespace_foreign}, also for every id of {@code clawhub.*}; {@code authority_invalid} while the authorities cannot be read
     */
    VerifiedStatement statement(Envelope envelope) throws VerificationFailed;

    /**
     * Proves who signed a statement when no trusted authority vouches for the signer: everything that {@link #statement}
     * proves but the path to an authority. The publisher then is the key and nothing else: its name is what the statement
     * says, its tier {@code community}, it owns no name space and nobody vouches for it. Refuses whatever {@code
     * statement} refuses for another reason than {@code publisher_unknown}, so nobody who is vouched for leaves a name
     * space this way, and no forged certificate gets in.
     *
     * <p>Of a statement that nobody signed only its form is checked, and that it is of {@code clawhub.*}: the publisher then
     * is what the statement calls the place it comes from, the tier {@code legacy}, the key id the hash of that place.
     *
     * @throws VerificationFailed as {@link #statement}; {@code signature_missing}
     */
    VerifiedStatement unvouched(Envelope envelope) throws VerificationFailed;

    /**
     * Proves who signed a word about a key. A rotation needs no authority: the old key speaks for itself.
     *
     * @throws VerificationFailed {@code notice_invalid}, {@code certificate_malformed}, {@code key_mismatch}, {@code
     *     signature_wrong}, {@code notice_signer_unknown} (no trusted authority's key), {@code notice_signer_wrong} (a
     *     rotation by another key than the old one, or something else by a publisher), {@code authority_invalid}
     */
    VerifiedNotice notice(Envelope envelope) throws VerificationFailed;

    /**
     * Proves that a JAR is what its statement says. Reads the file only; digest and size come before anything is parsed.
     * The JAR of a statement that nobody signed has no signature either; all else is the same.
     *
     * @throws VerificationFailed {@code artifact_unreadable}, {@code size_mismatch}, {@code digest_mismatch}; {@code
     *     zip_…} when it is not a ZIP that every reader sees alike; {@code jar_…} when it is not signed whole by the
     *     statement's key, or {@code jar_signature_unexpected} when nobody signed that; {@code header_…}, {@code entry_forbidden}, {@code text_…}, {@code component_…}, {@code
     *     settings_unreadable}, {@code class_…}, {@code library_…} when something in it is not allowed to a skill; {@code manifest_invalid}, {@code manifest_mismatch}, {@code
     *     file_missing}; {@code content_mismatch} when a legacy skill is of another folder than its statement names
     */
    VerifiedArtifact artifact(Path jar, VerifiedStatement statement) throws VerificationFailed;
}
