package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.plan.SkillResource.Need;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All resources of one planning, by the capability they provide, in order of preference: what was wished first; then what
 * is installed; then the newest that is offered.
 */
final class Universe {

    private static final Logger LOG = LoggerFactory.getLogger(Universe.class);

    private final State state;
    private final Offers offers;
    private final Goal goal;
    private final SkillResource root;
    /** One resource for each release, since the resolver compares by identity. */
    private final Map<String, SkillResource> resources = new HashMap<>();
    /** What provides what, by what is needed and who asks. */
    private final Map<String, List<SkillResource>> known = new HashMap<>();
    /** What was seen of each skill, for branching: in order of preference. */
    private final SortedMap<SkillId, Set<SkillVersion>> seen = new TreeMap<>();

    Universe(State state, Offers offers, Goal goal) {
        this.state = state;
        this.offers = offers;
        this.goal = goal;
        SortedMap<SkillId, VersionRange> needs = new TreeMap<>();
        state.registry().skills().forEach(entry -> needs.put(entry.id(), VersionRange.ANY));
        goal.wishes().keySet().forEach(id -> needs.put(id, VersionRange.ANY));
        this.root = SkillResource.root(needs);
    }

    SkillResource root() {
        return root;
    }

    /** What provides {@code need}, best first. */
    List<SkillResource> providers(Need need) throws ProvisioningException {
        // Many versions of many skills need the same: to compare versions again and again would take most of the time.
        String key = need.id() + " " + need.range() + " for " + need.asker();
        List<SkillResource> providers = known.get(key);
        if (providers == null) {
            providers = find(need);
            known.put(key, providers);
        }
        return providers;
    }

    private List<SkillResource> find(Need need) throws ProvisioningException {
        List<SkillResource> providers = new ArrayList<>();
        for (Candidate candidate : candidates(need)) {
            if (need.range().equals(VersionRange.ANY) || need.range().includes(candidate.version())) {
                providers.add(resource(candidate));
            }
        }
        providers.forEach(one -> seen.computeIfAbsent(need.id(), id -> new LinkedHashSet<>())
                .add(one.candidate().version()));
        return List.copyOf(providers);
    }

    /** The versions of a skill that were in question so far, best first. */
    List<SkillVersion> versions(SkillId id) {
        return List.copyOf(seen.getOrDefault(id, Set.of()));
    }

    Optional<Entry> installed(SkillId id) {
        return state.find(id);
    }

    /** What was asked for, in words. */
    List<String> needs() {
        return goal.wishes().values().stream()
                .map(wish -> "asked for: " + wish.words())
                .toList();
    }

    private List<Candidate> candidates(Need need) throws ProvisioningException {
        SkillId id = need.id();
        VersionRange range = need.range();
        Goal.Wish wish = goal.wishes().get(id);
        if (wish != null) {
            return wish.candidates();
        }
        Entry entry = state.find(id).orElse(null);
        if (entry == null) {
            return offers.of(id, range, offers.channel(id), need.asker());
        }
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(Candidate.onDisk(entry, entry.current()));
        if (goal.othersMay() && !entry.held()) {
            candidates.addAll(newer(entry, range));
        }
        return candidates;
    }

    /** An installed skill whose source cannot be asked simply stays as it is. */
    private List<Candidate> newer(Entry entry, VersionRange range) {
        try {
            return offers.of(entry.id(), range, entry.channel(), null).stream()
                    .filter(offer -> offer.version().compareTo(entry.current().version()) > 0)
                    .toList();
        } catch (ProvisioningException e) {
            LOG.info("{} stays as it is: {}", entry.id(), e.problem());
            return List.of();
        }
    }

    private SkillResource resource(Candidate candidate) {
        String key = candidate + (candidate.onDisk() != null ? " on disk" : " of " + candidate.source());
        return resources.computeIfAbsent(key, unused -> SkillResource.of(candidate));
    }
}
