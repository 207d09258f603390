package net.chingtech.ctos.verify.internal.statement;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.verify.internal.Refused;

/** All that is proven of a release statement, in order: signature, time, certificate path, tier, name, name space. */
public final class StatementCheck {

    /** How far the clocks of a publisher and of a container may be apart. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final PathCheck paths;
    private final Clock clock;

    /** What was proven: the statement, and who signed it. */
    public record Proven(ReleaseStatement statement, PublisherClaim publisher) {}

    public StatementCheck(List<Anchor> anchors, Clock clock) {
        this.paths = new PathCheck(List.copyOf(anchors));
        this.clock = clock;
    }

    public Proven check(Envelope envelope) throws Refused {
        // 1. The signature; nothing of the payload is read before it holds.
        EnvelopeCheck.mustBeRelease(envelope);
        Chain chain = Chain.read(envelope.signatures().get(0).certificateChain());
        ReleaseStatement statement = EnvelopeCheck.check(envelope, chain);
        // 2. The time at which everything else is judged.
        mustBePast(statement);
        // 3. The path to an authority, and what it says.
        Anchor anchor = paths.anchorOf(chain, statement.publishedAt());
        PublisherClaim claim = PublisherExtension.of(chain.leaf());
        // 4. What it says must be its to say, and must cover this statement.
        mustBeAllowed(claim, anchor);
        mustCover(claim, statement);
        return new Proven(statement, claim);
    }

    private void mustBePast(ReleaseStatement statement) throws Refused {
        if (statement.publishedAt().isAfter(clock.instant().plus(CLOCK_SKEW))) {
            throw Refused.because(
                    "published_in_future",
                    "The release says that it was signed at " + statement.publishedAt() + ", and it is only "
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
        if (claim.namespaces().stream().noneMatch(statement.id()::isIn)) {
            throw Refused.because(
                    "namespace_foreign",
                    statement.id() + " is in none of the name spaces of " + Refused.shown(claim.publisher()) + ": "
                            + String.join(", ", claim.namespaces()) + ".");
        }
    }
}
