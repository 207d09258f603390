package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.plan.SkillResource.Need;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;
import org.osgi.service.resolver.Resolver;

/**
 * Finds one release for every skill that has to be there. The OSGi Resolver closes over the requirements; that a skill is
 * there in one version only is not among its rules, so when it picks two, each version is tried by itself, best first.
 */
final class Solver {

    private final Resolver resolver;
    private final Duration limit;
    private final Clock clock;

    Solver(Resolver resolver, Duration limit, Clock clock) {
        this.resolver = resolver;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param chosen one candidate for each skill; empty when nothing fits
     * @param conflict what stood in each other's way last, in words; may be empty
     */
    record Answer(SortedMap<SkillId, Candidate> chosen, List<String> conflict) {}

    Answer solve(Universe universe) throws ProvisioningException {
        Search search = new Search(universe, clock.instant().plus(limit));
        try {
            SortedMap<SkillId, Candidate> chosen = search.with(new TreeMap<>()).orElseGet(TreeMap::new);
            return new Answer(chosen, search.firstConflict);
        } catch (SourceFailed e) {
            throw e.refusal;
        } catch (TimeUp e) {
            throw Refusals.of(
                    422,
                    "resolve_timeout",
                    "No set of releases that fits was found within " + limit.toMillis() + " ms.",
                    "Ask for an exact version of the skills that are named here.",
                    search.firstConflict);
        }
    }

    private final class Search {

        private final Universe universe;
        private final Instant end;
        private List<String> firstConflict = List.of();

        private Search(Universe universe, Instant end) {
            this.universe = universe;
            this.end = end;
        }

        private Optional<SortedMap<SkillId, Candidate>> with(SortedMap<SkillId, SkillVersion> decided) {
            // 1. Close over the requirements, with the versions that are decided.
            Map<Resource, List<Wire>> wires;
            try {
                wires = resolver.resolve(new Context(universe, decided, end));
            } catch (ResolutionException e) {
                return Optional.empty();
            }
            SortedMap<SkillId, SortedSet<SkillVersion>> picked = new TreeMap<>();
            SortedMap<SkillId, Candidate> chosen = new TreeMap<>();
            for (Resource resource : wires.keySet()) {
                Candidate candidate = ((SkillResource) resource).candidate();
                if (candidate != null) {
                    picked.computeIfAbsent(candidate.id(), id -> new TreeSet<>())
                            .add(candidate.version());
                    chosen.put(candidate.id(), candidate);
                }
            }
            // 2. One version of each: that is the answer.
            Optional<SkillId> twice = picked.keySet().stream()
                    .filter(id -> picked.get(id).size() > 1)
                    .findFirst();
            if (twice.isEmpty()) {
                return Optional.of(chosen);
            }
            // 3. Two versions of one skill: try each by itself.
            SkillId id = twice.get();
            if (firstConflict.isEmpty()) {
                firstConflict = whoNeeds(id, wires.keySet());
            }
            for (SkillVersion version : universe.versions(id)) {
                SortedMap<SkillId, SkillVersion> next = new TreeMap<>(decided);
                next.put(id, version);
                Optional<SortedMap<SkillId, Candidate>> answer = with(next);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            return Optional.empty();
        }

        private List<String> whoNeeds(SkillId id, Set<Resource> resources) {
            return resources.stream()
                    .map(resource -> ((SkillResource) resource).candidate())
                    .filter(candidate ->
                            candidate != null && candidate.dependencies().containsKey(id))
                    .map(candidate -> candidate + " needs " + id + " "
                            + candidate.dependencies().get(id))
                    .sorted()
                    .toList();
        }
    }

    /** What the resolver asks. */
    private final class Context extends ResolveContext {

        private final Universe universe;
        private final Map<SkillId, SkillVersion> decided;
        private final Instant end;

        private Context(Universe universe, Map<SkillId, SkillVersion> decided, Instant end) {
            this.universe = universe;
            this.decided = decided;
            this.end = end;
        }

        @Override
        public Collection<Resource> getMandatoryResources() {
            return List.of(universe.root());
        }

        @Override
        public List<Capability> findProviders(Requirement requirement) {
            if (clock.instant().isAfter(end)) {
                throw new TimeUp();
            }
            Need need = (Need) requirement;
            SkillVersion only = decided.get(need.id());
            try {
                List<Capability> providers = new ArrayList<>();
                for (SkillResource provider : universe.providers(need)) {
                    if (only == null || provider.candidate().version().equals(only)) {
                        providers.add(provider.skill());
                    }
                }
                return providers;
            } catch (ProvisioningException e) {
                throw new SourceFailed(e);
            }
        }

        @Override
        public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
            throw new UnsupportedOperationException("a skill is never a fragment");
        }

        @Override
        public boolean isEffective(Requirement requirement) {
            // A dependency on a skill is effective at "active" only: for this resolver, not for the framework.
            return true;
        }

        @Override
        public Map<Resource, Wiring> getWirings() {
            return Map.of();
        }
    }

    /** Carries a refusal through the resolver. */
    private static final class SourceFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ProvisioningException refusal;

        private SourceFailed(ProvisioningException refusal) {
            super(refusal);
            this.refusal = refusal;
        }
    }

    private static final class TimeUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
