package net.chingtech.ctos.provisioning.agent.plan;

import java.io.IOException;
import java.nio.file.Files;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;

/** Proves the statement of a release before it may stand in a plan. */
final class Proof {

    private final Verifier verifier;
    private final Folders folders;
    private final State state;

    Proof(Verifier verifier, Folders folders, State state) {
        this.verifier = verifier;
        this.folders = folders;
        this.state = state;
    }

    VerifiedStatement of(Candidate candidate) throws ProvisioningException {
        VerifiedStatement proven;
        try {
            proven = verifier.statement(envelope(candidate));
        } catch (VerificationFailed e) {
            throw new ProvisioningException(e.problem(), e);
        }
        boolean same = candidate.offer() != null
                ? proven.statement().equals(candidate.offer().claim())
                : proven.statement().id().equals(candidate.id())
                        && proven.statement().version().equals(candidate.version())
                        && proven.statement()
                                .artifact()
                                .sha256()
                                .equals(candidate.onDisk().sha256());
        if (!same) {
            throw Refusals.of(
                    422,
                    "statement_invalid",
                    "The signed statement of " + candidate + " says something else than its source.",
                    "Do not install it; tell whoever runs " + candidate.source() + ".");
        }
        Pins.Pin pin = state.pins().of(candidate.id()).orElse(null);
        if (pin != null && !pin.publisher().equals(proven.publisher().name())) {
            throw Refusals.of(
                    422,
                    "publisher_changed",
                    candidate.id() + " is at home with " + pin.publisher() + "; this release is from "
                            + proven.publisher().name() + ".",
                    "Do not install it; ask " + pin.publisher() + ".");
        }
        return proven;
    }

    private Envelope envelope(Candidate candidate) throws ProvisioningException {
        if (candidate.offer() != null) {
            return candidate.offer().envelope();
        }
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
