package net.chingtech.ctos.verify.internal.statement;

import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.Stage;

/**
 * The other side of what is signed: only a skill that came from ClawHub may have no signature, and such a skill never has
 * one, so neither can take the other's place.
 */
final class UnsignedCheck {

    private UnsignedCheck() {}

    /** A statement that nobody signed, well-formed, and of a skill that may be unsigned. */
    static ReleaseStatement check(Envelope envelope) throws Refused {
        return Stage.ENVELOPE.of(() -> {
            Sealed.RELEASE.mustBeUnsigned(envelope);
            ReleaseStatement statement = parsed(envelope.payload());
            if (!statement.id().isLegacy()) {
                throw Refused.because(
                        "signature_missing",
                        "Nobody signed " + statement.id() + "; only skills that come from ClawHub may be unsigned.",
                        "Do not install it; ask its publisher for a signed release.");
            }
            // It is shown where administrators decide.
            if (!PublisherClaim.isName(statement.publisher())) {
                throw Sealed.RELEASE.invalid(
                        "Where it says that it comes from is no name of 1 to 100 visible characters.");
            }
            return statement;
        });
    }

    /** No authority can give away what belongs to no publisher. */
    static void mustNotBeLegacy(SkillId id) throws Refused {
        if (id.isLegacy()) {
            throw Refused.because(
                    "namespace_foreign",
                    id + " is signed, but " + SkillId.LEGACY
                            + ".* is kept for skills that come from ClawHub, which nobody" + " signs.",
                    "Its publisher must publish it under an id of its own name space.");
        }
    }

    static Refused unknown(ReleaseStatement statement) {
        return Refused.because(
                PathCheck.UNKNOWN,
                "Nobody signed " + statement.id() + " " + statement.version() + ", so nobody vouches for it.",
                "It is installed from a ClawHub only, and only after an explicit yes.");
    }

    private static ReleaseStatement parsed(byte[] payload) throws Refused {
        try {
            return ReleaseStatement.read(payload);
        } catch (FormatException e) {
            throw Refused.malformed(Sealed.RELEASE.code(), "The release statement is not in its format", e);
        }
    }
}
