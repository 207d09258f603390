package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.plan.SkillResource.Need;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import org.osgi.resource.Requirement;

/** Why nothing fits: the chain of who needs what, from what was asked for down to the missing piece. */
final class Explanation {

    private final Universe universe;
    private final Offers offers;
    private final Goal goal;
    /** What was found below each resource; while it is looked at, nothing. */
    private final Map<SkillResource, List<String>> known = new HashMap<>();
    /** By the line that says what is missing: what would help. */
    private final Map<String, String> helps = new HashMap<>();

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
        for (Requirement requirement : universe.root().getRequirements(SkillResource.NAMESPACE)) {
            Need need = (Need) requirement;
            List<String> chain = chain(need);
            if (!chain.isEmpty()) {
                return missing(chain, inTheWay(need.id()));
            }
        }
        // 3. Each part could be there, but not all at once.
        List<String> more = new ArrayList<>(universe.needs());
        more.addAll(conflict);
        return Refusals.of(
                409,
                "dependency_missing",
                "No set of releases fits together: " + String.join("; ", conflict) + ".",
                "Ask for another version, or first update or uninstall the skills that stand in the way.",
                more);
    }

    private String inTheWay(SkillId id) {
        return universe.installed(id)
                .filter(Entry::held)
                .map(Explanation::letGo)
                .orElse("Ask for another version, update " + id + " first, or remove it with ./ctos uninstall " + id
                        + ".");
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
        Entry installed = universe.installed(need.id()).orElse(null);
        return installed == null ? nearestOffered(need) : nearestInstalled(need, installed);
    }

    private String nearestInstalled(Need need, Entry installed) throws ProvisioningException {
        SkillId id = need.id();
        SkillVersion version = installed.current().version();
        List<Candidate> fitting = newer(offers.of(id, need.range(), installed.channel(), null), version);
        String wanted = ", but " + need.range() + " is wanted, and ";
        if (installed.held() && !fitting.isEmpty()) {
            return helped(
                    "nearest: " + id + " is held at " + version + wanted
                            + fitting.get(0).version() + " would do",
                    letGo(installed));
        }
        List<Candidate> other = newer(offers.of(id, need.range(), Channel.NIGHTLY, null), version);
        String line = "nearest: " + id + " " + version + " is installed" + wanted + "no update of it fits";
        return other.isEmpty() || !fitting.isEmpty() ? line : helped(line, otherChannel(other.get(0)));
    }

    private String nearestOffered(Need need) throws ProvisioningException {
        SkillId id = need.id();
        List<Candidate> other = offers.of(id, need.range(), Channel.NIGHTLY, need.asker());
        if (!other.isEmpty()) {
            return helped(
                    "nearest: " + other.get(0) + " exists in " + other.get(0).source() + ", but not in the channel "
                            + offers.channel(id).wire(),
                    "Install that version first: ./ctos install " + id + " --version "
                            + other.get(0).version() + ".");
        }
        List<Candidate> any = offers.of(id, VersionRange.ANY, offers.channel(id), need.asker());
        if (any.isEmpty()) {
            any = offers.of(id, VersionRange.ANY, Channel.NIGHTLY, need.asker());
        }
        if (any.isEmpty()) {
            return "no source offers " + id;
        }
        Candidate newest = any.get(0);
        return "nearest: " + newest + " exists in " + newest.source() + ", but " + need.range() + " is wanted";
    }

    private static List<Candidate> newer(List<Candidate> offered, SkillVersion version) {
        return offered.stream()
                .filter(one -> one.version().compareTo(version) > 0)
                .toList();
    }

    private String helped(String line, String help) {
        helps.put(line, help);
        return line;
    }

    private static String letGo(Entry held) {
        return held.id() + " is held at " + held.current().version() + "; let it go with ./ctos pin " + held.id()
                + " --off.";
    }

    private static String otherChannel(Candidate release) {
        String channel = release.offer().claim().channel().wire();
        return release + " of the channel " + channel + " would do: ./ctos channel " + release.id() + " " + channel
                + ".";
    }

    private ProvisioningException missing(List<String> chain, String nextStep) {
        String first = chain.get(0);
        String last = chain.get(chain.size() - 1);
        return Refusals.of(
                409,
                "dependency_missing",
                first + (chain.size() > 1 ? ": " + last : "") + ".",
                helps.getOrDefault(last, nextStep),
                chain);
    }
}
