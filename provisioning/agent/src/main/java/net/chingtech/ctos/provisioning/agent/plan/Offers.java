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
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.State;

/**
 * What the sources offer, remembered for one planning. An id is offered only from its home: the source and publisher it
 * was first installed from; an id without a home, from the first source that has it.
 */
final class Offers {

    private final Sources sources;
    private final State state;
    private final Map<String, List<Candidate>> remembered = new HashMap<>();

    Offers(Sources sources, State state) {
        this.sources = sources;
        this.state = state;
    }

    /** The channel that a skill follows. */
    Channel channel(SkillId id) {
        return state.find(id).map(Entry::channel).orElse(Channel.STABLE);
    }

    /**
     * The offered releases of a skill in a range, newest first by SemVer; none when nobody has the skill.
     *
     * @throws ProvisioningException when the source that would know cannot be asked
     */
    List<Candidate> of(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        String key = id + " " + channel + " " + range;
        List<Candidate> known = remembered.get(key);
        if (known == null) {
            known = ask(id, range, channel);
            remembered.put(key, known);
        }
        return known;
    }

    private List<Candidate> ask(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        Optional<String> home = state.home(id);
        List<Release> releases;
        try {
            releases = home.isPresent()
                    ? sources.ask(home.get(), source -> source.releases(id, range, channel))
                    : sources.askFirst(id, source -> source.releases(id, range, channel))
                            .value();
        } catch (ProvisioningException e) {
            if (Refusals.is(e, "skill_unknown") || Refusals.is(e, "version_unknown")) {
                return List.of();
            }
            throw e;
        }
        Optional<Pins.Pin> pin = state.pins().of(id);
        Map<SkillVersion, Candidate> byVersion = new HashMap<>();
        for (Release release : releases) {
            ReleaseStatement claim = release.claim();
            boolean fits = claim.id().equals(id)
                    && (range.equals(VersionRange.ANY) || range.includes(claim.version()))
                    && (channel.sees(claim.channel(), claim.version()) || isExactly(range, claim.version()))
                    && pin.map(Pins.Pin::publisher)
                            .map(claim.publisher()::equals)
                            .orElse(true);
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
