package net.chingtech.ctos.verify.internal.statement;

import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.Stage;

/** All that is proven of a release statement, in order: signature, time, certificate path, tier, name, name space. */
public final class StatementCheck {

    /** How far the clocks of a publisher and of a container may be apart. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final PathCheck paths;
    private final Clock clock;

    /** What was proven: the statement, what is said of its signer, and the authority that says so; null for nobody. */
    public record Proven(ReleaseStatement statement, PublisherClaim publisher, Anchor authority) {}

    private record Signed(ReleaseStatement statement, Chain chain) {}

    public StatementCheck(List<Anchor> anchors, Clock clock) {
        this.paths = new PathCheck(List.copyOf(anchors));
        this.clock = clock;
    }

    public Proven check(Envelope envelope) throws Refused {
        if (!envelope.isSigned()) {
            throw UnsignedCheck.unknown(unsigned(envelope)).in(Stage.CERTIFICATE);
        }
        return vouched(signed(envelope));
    }

    /** The same without an authority, when none that we trust issued the certificate: nothing is said of the signer. */
    public Proven checkUnvouched(Envelope envelope) throws Refused {
        if (!envelope.isSigned()) {
            return new Proven(unsigned(envelope), null, null);
        }
        Signed signed = signed(envelope);
        try {
            // Whoever is vouched for, or pretends to be, is held to all that this means.
            vouched(signed);
        } catch (Refused e) {
            if (!e.problem().code().equals(PathCheck.UNKNOWN)) {
                throw e;
            }
        }
        Stage.CERTIFICATE.of(() -> mustHold(signed));
        Stage.NAME_SPACE.of(() -> {
            UnsignedCheck.mustNotBeLegacy(signed.statement.id());
            return signed;
        });
        // Nobody wrote it into a certificate, and it is shown where administrators decide.
        if (!PublisherClaim.isName(signed.statement.publisher())) {
            throw Sealed.RELEASE
                    .invalid("What the signer calls itself is no name of 1 to 100 visible characters.")
                    .in(Stage.ENVELOPE);
        }
        return new Proven(signed.statement, null, null);
    }

    private ReleaseStatement unsigned(Envelope envelope) throws Refused {
        ReleaseStatement statement = UnsignedCheck.check(envelope);
        return Stage.ENVELOPE.of(() -> {
            mustBePast(statement);
            return statement;
        });
    }

    private static Signed mustHold(Signed signed) throws Refused {
        try {
            signed.chain.leaf().checkValidity(Date.from(signed.statement.publishedAt()));
            return signed;
        } catch (CertificateException e) {
            throw PathCheck.expired(signed.chain.leaf(), signed.statement.publishedAt(), e);
        }
    }

    private Signed signed(Envelope envelope) throws Refused {
        // 1. The signature; nothing of the payload is read before it holds.
        Envelope.Signature signature = Stage.ENVELOPE.of(() -> Sealed.RELEASE.signatureOf(envelope));
        Chain chain = Stage.CERTIFICATE.of(() -> Chain.read(signature.certificateChain(), Sealed.RELEASE));
        return Stage.ENVELOPE.of(() -> {
            ReleaseStatement statement = EnvelopeCheck.check(envelope, chain);
            // 2. The time at which everything else is judged.
            mustBePast(statement);
            return new Signed(statement, chain);
        });
    }

    private Proven vouched(Signed signed) throws Refused {
        // 3. The path to an authority, and what it says.
        Anchor anchor = Stage.CERTIFICATE.of(() -> paths.anchorOf(signed.chain, signed.statement.publishedAt()));
        PublisherClaim claim = Stage.CERTIFICATE.of(() -> PublisherExtension.of(signed.chain.leaf()));
        // 4. What it says must be its to say, and must cover this statement.
        return Stage.NAME_SPACE.of(() -> {
            mustBeAllowed(claim, anchor);
            mustCover(claim, signed.statement);
            return new Proven(signed.statement, claim, anchor);
        });
    }

    private void mustBePast(ReleaseStatement statement) throws Refused {
        if (statement.publishedAt().isAfter(clock.instant().plus(CLOCK_SKEW))) {
            throw Refused.because(
                    "published_in_future",
                    "The release says that it was made at " + statement.publishedAt() + ", and it is only "
                            + clock.instant() + ".",
                    "See that the clock of this machine is right, then try again.");
        }
    }

    private static void mustBeAllowed(PublisherClaim claim, Anchor anchor) throws Refused {
        if (claim.tier().compareTo(anchor.highest()) < 0) {
            throw Refused.because(
                    "tier_not_allowed",
                    Names.of(anchor.certificate()) + " calls " + Refused.shown(claim.publisher()) + " "
                            + claim.tier().wire() + ", but it may vouch for "
                            + anchor.highest().wire() + " at most.",
                    "If this authority is to vouch for that tier, move its root to trust/authorities/official/.");
        }
    }

    private static void mustCover(PublisherClaim claim, ReleaseStatement statement) throws Refused {
        if (!claim.publisher().equals(statement.publisher())) {
            throw Refused.because(
                    "publisher_mismatch",
                    "The release statement names " + Refused.shown(statement.publisher())
                            + " as its publisher, but the key belongs to " + Refused.shown(claim.publisher()) + ".");
        }
        UnsignedCheck.mustNotBeLegacy(statement.id());
        if (claim.namespaces().stream().noneMatch(statement.id()::isIn)) {
            throw Refused.because(
                    "namespace_foreign",
                    statement.id() + " is in none of the name spaces of " + Refused.shown(claim.publisher()) + ": "
                            + String.join(", ", claim.namespaces()) + ".");
        }
    }
}
