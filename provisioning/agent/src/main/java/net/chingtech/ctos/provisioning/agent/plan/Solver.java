package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.State;
import org.osgi.service.resolver.Resolver;

/**
 * Finds one release for every skill that has to be there. The OSGi Resolver closes over the requirements; that a skill is
 * there in one version only is not among its rules, so when it picks two, each version is tried by itself, best first. The
 * time for that has a hard end, also within the resolver's own loops; waiting for a source does not count.
 */
public final class Solver {

    private final Resolver resolver;
    private final ExecutorService executor;
    private final Duration limit;

    public Solver(Resolver resolver, ExecutorService executor, Duration limit) {
        this.resolver = resolver;
        this.executor = executor;
        this.limit = limit;
    }

    /**
     * One release for every skill that has to be there.
     *
     * @param othersMay whether, when nothing fits otherwise, installed skills that nobody asked about are updated, too
     */
    SortedMap<SkillId, Candidate> fitting(
            State state, Offers offers, SortedMap<SkillId, Goal.Wish> wished, boolean othersMay)
            throws ProvisioningException {
        Goal goal = new Goal(wished, false);
        Universe universe = new Universe(state, offers, goal);
        Solver.Answer answer = solve(universe);
        List<String> conflict = answer.conflict();
        if (answer.chosen().isEmpty() && othersMay) {
            goal = new Goal(wished, true);
            universe = new Universe(state, offers, goal);
            answer = solve(universe);
        }
        if (answer.chosen().isEmpty()) {
            throw new Explanation(universe, offers, goal).of(conflict.isEmpty() ? answer.conflict() : conflict);
        }
        return answer.chosen();
    }

    /**
     * What was found.
     *
     * @param chosen one candidate for each skill; empty when nothing fits
     * @param conflict what stood in each other's way last, in words; may be empty
     */
    record Answer(SortedMap<SkillId, Candidate> chosen, List<String> conflict) {}

    Answer solve(Universe universe) throws ProvisioningException {
        Search search = new Search(resolver, limit, universe);
        Future<SortedMap<SkillId, Candidate>> found =
                executor.submit(() -> search.widening().orElseGet(TreeMap::new));
        try {
            while (true) {
                long left = search.nanosLeft();
                if (left <= 0) {
                    throw timeout(universe, search);
                }
                try {
                    return new Answer(found.get(left, TimeUnit.NANOSECONDS), search.conflict());
                } catch (TimeoutException e) {
                    // Perhaps some of it was spent waiting for a source.
                    continue;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Search.SourceFailed failed) {
                throw failed.refusal;
            }
            if (e.getCause() instanceof Search.TimeUp) {
                throw timeout(universe, search);
            }
            throw new IllegalStateException("the resolver failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.cancelled();
        } finally {
            search.end();
            found.cancel(true);
        }
    }

    private ProvisioningException timeout(Universe universe, Search search) {
        List<String> more = search.conflict().isEmpty() ? universe.needs() : search.conflict();
        return Refusals.of(
                422,
                "resolve_timeout",
                "No set of releases that fits was found within " + limit.toMillis() + " ms: " + String.join("; ", more)
                        + ".",
                "Ask for an exact version of the skills that are named here.",
                more);
    }
}
