package net.chingtech.ctos.provisioning.agent.update;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.policy.SilentRules;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks the release of a skill that comes by itself: the newest of all that its source lists for its channel which the rules
 * let come, with all that comes with it. So a patch comes also when there is a major version already.
 */
public final class Picker {

    private static final Logger LOG = LoggerFactory.getLogger(Picker.class);

    private final Sources sources;
    private final Verifier verifier;
    private final SilentRules rules;
    private final Planner planner;
    private final FirstSeen seen;
    private final Clock clock;

    public Picker(Sources sources, Verifier verifier, SilentRules rules, Planner planner, FirstSeen seen, Clock clock) {
        this.sources = sources;
        this.verifier = verifier;
        this.rules = rules;
        this.planner = planner;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * What was picked.
     *
     * @param planned what is to be done now, or null
     * @param later when to look again; null when nothing will come by itself
     */
    record Pick(Planned planned, Instant later) {}

    /** @throws ProvisioningException when the source does not answer, or the first release that may come cannot be planned */
    Pick pick(Entry entry) throws ProvisioningException {
        if (entry.id().isLegacy()) {
            // What nobody signed never comes by itself; its source would have to download it to say what it has.
            return new Pick(null, null);
        }
        Instant now = clock.instant();
        Instant later = null;
        ProvisioningException refusal = null;
        for (Release release : newer(entry)) {
            VerifiedStatement proven;
            try {
                proven = verifier.statement(release.envelope());
            } catch (VerificationFailed e) {
                LOG.info(
                        "{} {} does not come by itself: {}",
                        entry.id(),
                        release.claim().version(),
                        e.problem());
                continue;
            }
            SilentRules.Verdict verdict = rules.of(update(entry, release, proven), now);
            if (verdict.silent()) {
                try {
                    Planned planned = planner.plan(
                            new Change.Update(entry.id(), proven.statement().version()));
                    verdict = planned.verdict();
                    if (verdict.silent()) {
                        return new Pick(planned, null);
                    }
                } catch (ProvisioningException e) {
                    refusal = refusal == null ? e : refusal;
                    continue;
                }
            }
            if (verdict.from() != null && (later == null || verdict.from().isBefore(later))) {
                later = verdict.from();
            }
        }
        if (later == null && refusal != null) {
            throw refusal;
        }
        return new Pick(null, later);
    }

    private SilentRules.Update update(Entry entry, Release release, VerifiedStatement proven) {
        return new SilentRules.Update(entry, proven, seen.offeredAt(entry, release));
    }

    /** Newest first. */
    private List<Release> newer(Entry entry) throws ProvisioningException {
        return sources
                .ask(entry.source(), source -> source.releases(entry.id(), VersionRange.ANY, entry.channel()))
                .stream()
                .filter(one -> one.claim().id().equals(entry.id())
                        && one.claim().version().compareTo(entry.current().version()) > 0
                        && entry.channel()
                                .sees(one.claim().channel(), one.claim().version()))
                .filter(one -> one.listing() == null
                        || (!one.listing().yanked() && one.listing().revoked() == null))
                .sorted(Comparator.comparing((Release one) -> one.claim().version())
                        .reversed())
                .toList();
    }
}
