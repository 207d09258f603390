package net.chingtech.ctos.provisioning.agent.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;

/** What the sources offer, remembered for one planning; each id from where {@link Homes} says, and from nowhere else. */
final class Offers {

    private final Sources sources;
    private final State state;
    private final Homes homes;
    private final Map<String, List<Candidate>> remembered = new HashMap<>();

    Offers(Sources sources, State state, Homes homes) {
        this.sources = sources;
        this.state = state;
        this.homes = homes;
    }

    /** The channel that a skill follows. */
    Channel channel(SkillId id) {
        return state.find(id).map(Entry::channel).orElse(Channel.STABLE);
    }

    /**
     * The offered releases of a skill in a range, newest first by SemVer; none when nobody has the skill. What was
     * withdrawn is not offered.
     *
     * @param asker as {@link Homes#of}
     * @throws ProvisioningException when the source that would know cannot be asked
     */
    List<Candidate> of(SkillId id, VersionRange range, Channel channel, String asker) throws ProvisioningException {
        return all(id, range, channel, asker).stream()
                .filter(one -> !withdrawn(one.offer().listing()))
                .toList();
    }

    /** As {@link #of}, also what was withdrawn, as far as the source gives it. */
    List<Candidate> withWithdrawn(SkillId id, VersionRange range, Channel channel, String asker)
            throws ProvisioningException {
        return all(id, range, channel, asker);
    }

    /** One release, also one that was withdrawn, for somebody who asks for exactly that. */
    List<Candidate> exactly(SkillId id, SkillVersion version, String asker) throws ProvisioningException {
        return all(id, VersionRange.exactly(version), channel(id), asker);
    }

    private List<Candidate> all(SkillId id, VersionRange range, Channel channel, String asker)
            throws ProvisioningException {
        String key = id + " " + channel + " " + range + (homes.settled(id) ? "" : " for " + asker);
        List<Candidate> known = remembered.get(key);
        if (known == null) {
            known = ask(id, range, channel, asker);
            remembered.put(key, known);
        }
        return known;
    }

    private static boolean withdrawn(Listing listing) {
        return listing != null && (listing.yanked() || listing.revoked() != null);
    }

    private List<Candidate> ask(SkillId id, VersionRange range, Channel channel, String asker)
            throws ProvisioningException {
        Optional<Homes.Home> home = homes.of(id, asker);
        if (home.isEmpty()) {
            return List.of();
        }
        List<Release> releases;
        try {
            releases = sources.ask(home.get().source(), source -> source.releases(id, range, channel));
        } catch (ProvisioningException e) {
            if (Refusals.is(e, "skill_unknown") || Refusals.is(e, "version_unknown")) {
                return List.of();
            }
            throw e;
        }
        String publisher = home.get().publisher();
        Map<SkillVersion, Candidate> byVersion = new HashMap<>();
        for (Release release : releases) {
            ReleaseStatement claim = release.claim();
            boolean fits = claim.id().equals(id)
                    && (range.equals(VersionRange.ANY) || range.includes(claim.version()))
                    && (channel.sees(claim.channel(), claim.version()) || isExactly(range, claim.version()))
                    && (publisher == null || publisher.equals(claim.publisher()));
            if (fits) {
                // Two releases of one version would be an answer that depends on their order: the lower digest counts.
                byVersion.merge(claim.version(), Candidate.offered(release), Offers::lowerDigest);
            }
        }
        return byVersion.values().stream()
                .sorted(Comparator.comparing(Candidate::version).reversed())
                .toList();
    }

    private static boolean isExactly(VersionRange range, SkillVersion version) {
        return range.equals(VersionRange.exactly(version)) || range.toString().equals(version.toString());
    }

    private static Candidate lowerDigest(Candidate one, Candidate other) {
        String a = Objects.requireNonNull(one.offer()).claim().artifact().sha256();
        String b = Objects.requireNonNull(other.offer()).claim().artifact().sha256();
        return a.compareTo(b) <= 0 ? one : other;
    }
}
