package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.plan.SkillResource.Need;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import org.osgi.resource.Requirement;

/** Why nothing fits: the chain of who needs what, from what was asked for down to the missing piece. */
final class Explanation {

    private static final String IN_THE_WAY =
            "Ask for another version, or first update or uninstall the skills that stand in the way.";

    private final Universe universe;
    private final Offers offers;
    private final Goal goal;
    /** What was found below each resource; while it is looked at, nothing. */
    private final Map<SkillResource, List<String>> known = new HashMap<>();

    Explanation(Universe universe, Offers offers, Goal goal) {
        this.universe = universe;
        this.offers = offers;
        this.goal = goal;
    }

    ProvisioningException of(List<String> conflict) throws ProvisioningException {
        // 1. What was asked for lacks something.
        for (SkillId id : goal.wishes().keySet()) {
            List<String> chain = chain(new Need(universe.root(), id, VersionRange.ANY));
            if (!chain.isEmpty()) {
                return missing(chain, "Ask the publisher for a release that fits, or connect a source that has it.");
            }
        }
        // 2. What is installed would lack something afterwards.
        for (Requirement need : universe.root().getRequirements(SkillResource.NAMESPACE)) {
            List<String> chain = chain((Need) need);
            if (!chain.isEmpty()) {
                return missing(chain, IN_THE_WAY);
            }
        }
        // 3. Each part could be there, but not all at once.
        List<String> more = new ArrayList<>();
        goal.wishes().forEach((id, wish) -> more.add("asked for: " + wish.words()));
        more.addAll(conflict);
        return Refusals.of(
                409,
                "dependency_missing",
                "No set of releases fits together: " + String.join("; ", conflict) + ".",
                IN_THE_WAY,
                more);
    }

    /** The lines from {@code need} down to what is missing; empty when nothing is missing below it. */
    private List<String> chain(Need need) throws ProvisioningException {
        List<SkillResource> providers = universe.providers(need);
        if (providers.isEmpty()) {
            return List.of(nearest(need));
        }
        List<String> shortest = List.of();
        for (SkillResource provider : providers) {
            List<String> below = known.get(provider);
            if (below == null) {
                known.put(provider, List.of());
                below = below(provider);
                known.put(provider, below);
            }
            if (below.isEmpty()) {
                return List.of();
            }
            if (shortest.isEmpty()) {
                shortest = below;
            }
        }
        return shortest;
    }

    private List<String> below(SkillResource provider) throws ProvisioningException {
        for (Requirement requirement : provider.getRequirements(SkillResource.NAMESPACE)) {
            Need need = (Need) requirement;
            List<String> below = chain(need);
            if (!below.isEmpty()) {
                List<String> chain = new ArrayList<>();
                chain.add(provider.candidate() + " needs " + need.id() + " " + need.range());
                chain.addAll(below);
                return chain;
            }
        }
        return List.of();
    }

    private String nearest(Need need) throws ProvisioningException {
        Goal.Wish wish = goal.wishes().get(need.id());
        if (wish != null) {
            return "asked for: " + wish.words();
        }
        Optional<SkillVersion> installed = universe.installed(need.id());
        if (installed.isPresent()) {
            return "nearest: " + need.id() + " " + installed.get() + " is installed, but " + need.range()
                    + " is wanted, and no update of it fits";
        }
        List<Candidate> any = offers.of(need.id(), VersionRange.ANY, offers.channel(need.id()));
        if (any.isEmpty()) {
            any = offers.of(need.id(), VersionRange.ANY, Channel.NIGHTLY);
        }
        if (any.isEmpty()) {
            return "no source offers " + need.id();
        }
        Candidate newest = any.get(0);
        return "nearest: " + newest + " exists in " + newest.source() + ", but " + need.range() + " is wanted";
    }

    private static ProvisioningException missing(List<String> chain, String nextStep) {
        String first = chain.get(0);
        String last = chain.get(chain.size() - 1);
        return Refusals.of(
                409, "dependency_missing", first + (chain.size() > 1 ? ": " + last : "") + ".", nextStep, chain);
    }
}
