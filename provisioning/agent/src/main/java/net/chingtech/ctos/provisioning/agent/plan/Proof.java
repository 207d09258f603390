package net.chingtech.ctos.provisioning.agent.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.verify.Publisher;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;

/**
 * Proves a release before it may stand in a plan, in the order of contracts: envelope, certificate path and name space; the
 * pin and what is known about keys; what the source's signed lists say. The artifact is proven when it is there.
 */
final class Proof {

    private final Verifier verifier;
    private final Folders folders;
    private final UnvouchedCheck unvouched;
    private final LegacyCheck legacy;
    private final PinCheck pins;
    private final RevocationCheck revocations;
    private final TierCheck tiers;

    Proof(
            Verifier verifier,
            Folders folders,
            UnvouchedCheck unvouched,
            LegacyCheck legacy,
            PinCheck pins,
            RevocationCheck revocations,
            TierCheck tiers) {
        this.verifier = verifier;
        this.folders = folders;
        this.unvouched = unvouched;
        this.legacy = legacy;
        this.pins = pins;
        this.revocations = revocations;
        this.tiers = tiers;
    }

    /** @param exact whether an administrator asked for this very version */
    Proven of(Candidate candidate, boolean exact) throws ProvisioningException {
        Findings findings = new Findings();
        // 1. Who signed, and whose the id is.
        VerifiedStatement statement = statement(candidate, findings);
        mustBeWhatWasOffered(candidate, statement.statement());
        // 2. Whether that is who signed before; of what nobody signed, whether it comes from where it came from before.
        if (statement.signed()) {
            pins.check(candidate, statement, findings);
        } else {
            legacy.check(candidate, statement, findings);
        }
        sourcesOwnWords(candidate, findings);
        // 3. What was said about the key and the release since.
        revocations.check(candidate, statement, exact, findings);
        // 4. What it is taken for.
        Publisher publisher = tiers.check(candidate, statement.publisher(), findings);
        return new Proven(
                new VerifiedStatement(statement.statement(), publisher, statement.signed()),
                trust(candidate, statement, findings),
                findings.flags(),
                findings.pins() && candidate.offer() != null);
    }

    private VerifiedStatement statement(Candidate candidate, Findings findings) throws ProvisioningException {
        Envelope envelope = envelope(candidate);
        LegacyCheck.mustFit(candidate.id(), candidate.source());
        try {
            try {
                return verifier.statement(envelope);
            } catch (VerificationFailed e) {
                if (!e.problem().code().equals("publisher_unknown")) {
                    throw e;
                }
                VerifiedStatement statement = verifier.unvouched(envelope);
                if (statement.signed() && !unvouched.mayStand(candidate, statement, findings)) {
                    throw e;
                }
                return statement;
            }
        } catch (VerificationFailed e) {
            throw new ProvisioningException(e.problem(), e);
        }
    }

    /** What the source itself holds against it, or has to say of it. */
    private static void sourcesOwnWords(Candidate candidate, Findings findings) {
        if (candidate.offer() == null) {
            return;
        }
        Problem doubt = candidate.offer().doubt();
        if (doubt != null) {
            findings.flag(Plan.Flag.SUSPICIOUS);
            findings.say(candidate.source() + " itself warns of it (" + doubt.code() + "): " + doubt.detail());
        }
        candidate.offer().remarks().forEach(findings::say);
    }

    private static void mustBeWhatWasOffered(Candidate candidate, ReleaseStatement statement)
            throws ProvisioningException {
        boolean same = candidate.offer() != null
                ? statement.equals(candidate.offer().claim())
                : statement.id().equals(candidate.id())
                        && statement.version().equals(candidate.version())
                        && statement
                                .artifact()
                                .sha256()
                                .equals(candidate.onDisk().sha256());
        if (!same) {
            throw Refusals.of(
                    422,
                    "statement_invalid",
                    "The statement of " + candidate + " says something else than its source.",
                    "Do not install it; tell whoever runs " + candidate.source() + ".");
        }
    }

    private static Plan.Trust trust(Candidate candidate, VerifiedStatement statement, Findings findings) {
        Listing listing = candidate.offer() == null ? null : candidate.offer().listing();
        Publisher.Authority authority = statement.publisher().authority();
        Instant published = statement.statement().publishedAt();
        return new Plan.Trust(
                authority == null ? null : authority.name(),
                findings.keyChange(),
                findings.revoked(),
                published.equals(ReleaseStatement.TIME_UNKNOWN) ? null : published,
                listing == null ? null : listing.listedAt(),
                findings.words(),
                candidate.offer() == null ? null : candidate.offer().doubt());
    }

    private Envelope envelope(Candidate candidate) throws ProvisioningException {
        return candidate.offer() != null ? candidate.offer().envelope() : onDisk(folders, candidate);
    }

    static Envelope onDisk(Folders folders, Candidate candidate) throws ProvisioningException {
        try {
            return Envelope.read(Files.readAllBytes(folders.statement(candidate.id(), candidate.version())));
        } catch (IOException | FormatException e) {
            throw new ProvisioningException(
                    Refusals.of(
                                    500,
                                    "statement_invalid",
                                    "The statement of " + candidate + " on disk cannot be read: " + e.getMessage()
                                            + ".",
                                    "Uninstall the skill and install the version again; its data is kept.")
                            .problem(),
                    e);
        }
    }
}
