package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.plan.SkillResource.Need;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.Resolver;

/** One search: what was looked at so far, what stood in each other's way, and how much time is left. */
final class Search {

    private static final int[] WIDTHS = {2, 16, Integer.MAX_VALUE};

    private final Resolver resolver;
    private final Duration limit;

    private final Universe universe;
    private final long begun = System.nanoTime();
    private volatile List<String> firstConflict = List.of();
    /** How long sources were waited for. */
    private volatile long waited;

    private volatile long waitingSince;
    private volatile boolean ended;
    private volatile Runnable cancel = () -> {};
    /** How many releases are looked at for a requirement, and whether there were more of any. */
    private int widest;

    private boolean cut;

    Search(Resolver resolver, Duration limit, Universe universe) {
        this.resolver = resolver;
        this.limit = limit;
        this.universe = universe;
    }

    long nanosLeft() {
        long now = System.nanoTime();
        long since = waitingSince;
        // While a source is waited for, that has its own deadline.
        return limit.toNanos() - (now - begun - waited - (since == 0 ? 0 : now - since));
    }

    void end() {
        ended = true;
        cancel.run();
    }

    void mustGoOn() {
        if (ended || nanosLeft() <= 0) {
            throw new TimeUp();
        }
    }

    List<SkillResource> providers(Need need) {
        waitingSince = System.nanoTime();
        try {
            return universe.providers(need);
        } catch (ProvisioningException e) {
            throw new SourceFailed(e);
        } finally {
            waited += System.nanoTime() - waitingSince;
            waitingSince = 0;
        }
    }

    /**
     * Looks at the best few releases for each requirement first, and at more only when those do not fit together: the
     * resolver goes through all that they need before it chooses, and the best are nearly always what it chooses.
     */
    Optional<SortedMap<SkillId, Candidate>> widening() {
        for (int width : WIDTHS) {
            widest = width;
            cut = false;
            Optional<SortedMap<SkillId, Candidate>> answer = with(new TreeMap<>());
            if (answer.isPresent() || !cut) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private Optional<SortedMap<SkillId, Candidate>> with(SortedMap<SkillId, SkillVersion> decided) {
        // 1. Close over the requirements, with the versions that are decided.
        Map<Resource, List<Wire>> wires;
        try {
            wires = resolver.resolve(new SearchContext(this, decided));
        } catch (ResolutionException | CancellationException e) {
            mustGoOn();
            return Optional.empty();
        }
        SortedMap<SkillId, SortedSet<SkillVersion>> picked = new TreeMap<>();
        SortedMap<SkillId, Candidate> chosen = new TreeMap<>();
        for (Resource resource : wires.keySet()) {
            Candidate candidate = ((SkillResource) resource).candidate();
            if (candidate != null) {
                picked.computeIfAbsent(candidate.id(), id -> new TreeSet<>()).add(candidate.version());
                // One version of two sources: which is met first must not decide.
                chosen.merge(
                        candidate.id(),
                        candidate,
                        (one, other) -> one.source().compareTo(other.source()) <= 0 ? one : other);
            }
        }
        // 2. One version of each: that is the answer.
        Optional<SkillId> twice =
                picked.keySet().stream().filter(id -> picked.get(id).size() > 1).findFirst();
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

    SkillResource root() {
        return universe.root();
    }

    /** What stood in each other's way first, in words; may be empty. */
    List<String> conflict() {
        return firstConflict;
    }

    /** Whether so many releases are enough for one requirement; then the rest is left for later. */
    boolean enough(int releases) {
        boolean enough = releases == widest;
        cut |= enough;
        return enough;
    }

    /** How the resolver is stopped. */
    void cancelWith(Runnable callback) {
        cancel = callback;
        if (ended) {
            callback.run();
        }
    }

    /** Carries a refusal through the resolver. */
    static final class SourceFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient ProvisioningException refusal;

        private SourceFailed(ProvisioningException refusal) {
            super(refusal);
            this.refusal = refusal;
        }
    }

    static final class TimeUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
