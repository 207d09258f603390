package net.chingtech.ctos.provisioning.agent.plan;

import java.util.Optional;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.verify.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a release is taken for: what the authority says, and no more than this container takes from the source. */
final class TierCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TierCheck.class);

    private final Sources sources;

    TierCheck(Sources sources) {
        this.sources = sources;
    }

    /**
     * The publisher, with the tier that counts here.
     *
     * @throws ProvisioningException {@code tier_claimed}
     */
    Publisher check(Candidate candidate, Publisher publisher, Findings findings) throws ProvisioningException {
        Tier most = most(candidate);
        Tier counts = Sources.atMost(publisher.tier(), most);
        if (candidate.offer() != null && publisher.authority() != null) {
            mustNotClaim(candidate, publisher, counts);
        }
        if (candidate.offer() != null && counts != publisher.tier()) {
            String who = publisher.authority() == null
                    ? "Skills of publishers for whom nobody vouches are "
                    : publisher.authority().name() + " calls " + publisher.name() + " ";
            findings.say(who + publisher.tier().wire() + ", but from " + candidate.source()
                    + " this container takes skills for " + most.wire() + " at most.");
        }
        return new Publisher(
                publisher.name(), counts, publisher.namespaces(), publisher.keyId(), publisher.authority());
    }

    /** Of what lies here, no more than it was taken for when its source is not there to ask. */
    private Tier most(Candidate candidate) {
        Optional<SkillSource> source = sources.find(candidate.source());
        if (source.isEmpty() && candidate.onDisk() != null) {
            return candidate.onDisk().tier();
        }
        return source.map(found -> found.status().maxTier()).orElse(null);
    }

    /** A source may show less than the authority says, when it is held to less here; never anything else. */
    private void mustNotClaim(Candidate candidate, Publisher publisher, Tier counts) throws ProvisioningException {
        Tier shown = shown(candidate).orElse(counts);
        if (shown != publisher.tier() && shown != counts) {
            throw Refusals.of(
                    422,
                    "tier_claimed",
                    candidate.source() + " shows " + candidate.id() + " as " + shown.wire() + ", but "
                            + publisher.authority().name() + " vouches for " + publisher.name() + " as "
                            + publisher.tier().wire() + ".",
                    "Do not install it from there; tell whoever runs " + candidate.source() + ".");
        }
    }

    /** What the source shows for this very release: a card speaks of the newest one. */
    private Optional<Tier> shown(Candidate candidate) {
        try {
            SkillCard card = sources.ask(candidate.source(), source -> source.details(candidate.id()))
                    .page()
                    .card();
            return candidate.version().equals(card.latestVersion())
                    ? Optional.ofNullable(card.tier())
                    : Optional.empty();
        } catch (ProvisioningException e) {
            // What is not shown claims nothing; the authority's word counts in any case.
            LOG.debug("{} shows nothing of {}: {}", candidate.source(), candidate.id(), e.problem());
            return Optional.empty();
        }
    }
}
