package net.chingtech.ctos.provisioning.agent.quarantine;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Objection;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Standing;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Quarantined;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why an installed release must not run, by the latest that is known. */
public final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final Sources sources;
    private final RevokedKeys keys;
    private final Clock clock;
    /** What each release's source said of it last. */
    private final Map<Standing.Ref, Listing> heard = new ConcurrentHashMap<>();

    /** What sources that sign no lists held against each release when they spoke of it last, and since when they do. */
    private final Map<Standing.Ref, Optional<Revoked>> objected = new ConcurrentHashMap<>();

    /** The sources that answered since the container started. */
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    public Quarantine(Sources sources, RevokedKeys keys, Clock clock) {
        this.sources = sources;
        this.keys = keys;
        this.clock = clock;
    }

    /** Remembers that a source signs no lists. */
    public void heardNothing(String source) {
        answered.add(source);
    }

    /** Remembers what a source says of the releases that it was asked for; of others it has nothing to say. */
    public void heard(String source, Set<Standing.Ref> asked, Standing standing) {
        answered.add(source);
        for (Standing.Ref ref : asked) {
            Listing listing = standing.releases().get(ref);
            if (listing != null) {
                heard.put(ref, listing);
            }
        }
    }

    /**
     * Remembers which releases a source wants to be stopped, and against which it holds nothing. A lesser objection takes a
     * stop not back: what was called malicious may be removed next.
     */
    public void heard(Map<Standing.Ref, Optional<Objection>> objections) {
        objections.forEach((ref, found) -> {
            if (found.isEmpty() || found.get().stop()) {
                objected.merge(
                        ref,
                        found.map(objection -> new Revoked(objection.problem().detail(), clock.instant())),
                        // The same words again are no news: a plan that was shown stays true.
                        (before, now) -> words(before).equals(words(now)) ? before : now);
            }
        });
    }

    private static Optional<String> words(Optional<Revoked> revoked) {
        return revoked.map(Revoked::reason);
    }

    /**
     * Why a release of a skill must not run; for a plan. Its source is asked once more when the skill goes back to it, since
     * it may have been revoked since the last round, and when it stands still for that reason, since that may have been
     * taken back.
     *
     * @param deployed the installed version or the one before it
     * @return empty when nothing is known against it, or somebody agreed to that very reason
     */
    public Optional<Revoked> of(Entry entry, Deployed deployed) {
        if (entry.quarantined() != null || !deployed.equals(entry.current())) {
            try {
                ask(entry.source(), Set.of(ref(entry, deployed)));
            } catch (ProvisioningException e) {
                LOG.info("what is known of {} {} holds: {}", entry.id(), deployed.version(), e.problem());
            }
        }
        return against(entry, deployed).map(Revocation::revoked);
    }

    private void ask(String source, Set<Standing.Ref> refs) throws ProvisioningException {
        sources.ask(source, each -> each.standing(refs)).ifPresent(standing -> heard(source, refs, standing));
        heard(sources.ask(source, each -> each.objections(refs)));
    }

    /** What is known against a release and was not agreed to, and who says it. */
    public Optional<Revocation> against(Entry entry, Deployed deployed) {
        return Stream.concat(byAuthority(entry, deployed).stream(), bySource(entry, deployed).stream())
                .filter(found -> !entry.allows(deployed.sha256(), found.reason()))
                .findFirst();
    }

    private Optional<Revocation> byAuthority(Entry entry, Deployed deployed) {
        Listing listing = heard.get(ref(entry, deployed));
        Instant listedAt = later(deployed.listedAt(), listing == null ? null : listing.listedAt());
        // Before its source was asked, a release whose time nobody knows gets the benefit of the doubt.
        boolean known = listedAt != null
                || answered.contains(entry.source())
                || entry.source().equals(Change.DISK);
        return keys.against(entry, deployed, listedAt, known);
    }

    /** A source that says an earlier time than before is not believed; null for nothing. */
    private static Instant later(Instant one, Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private Optional<Revocation> bySource(Entry entry, Deployed deployed) {
        Optional<Revoked> objection = objected.get(ref(entry, deployed));
        if (objection != null && objection.isPresent()) {
            return objection.map(revoked -> new Revocation(revoked.reason(), revoked.at(), entry.source()));
        }
        Listing listing = heard.get(ref(entry, deployed));
        if (listing != null) {
            return Optional.ofNullable(listing.revoked())
                    .map(revoked -> new Revocation(revoked.reason(), revoked.at(), entry.source()));
        }
        if (objection != null) {
            return Optional.empty();
        }
        // Not asked yet, or not listed any more: what was said before holds.
        Quarantined before = entry.quarantined();
        return before != null && before.sha256().equals(deployed.sha256())
                ? Optional.of(new Revocation(before.reason(), before.revokedAt(), before.saidBy()))
                : Optional.empty();
    }

    /** The release, as its source is asked for it. */
    public static Standing.Ref ref(Entry entry, Deployed deployed) {
        return new Standing.Ref(entry.id(), deployed.version(), deployed.sha256());
    }
}
