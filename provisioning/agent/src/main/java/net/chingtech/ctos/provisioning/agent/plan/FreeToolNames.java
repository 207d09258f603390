package net.chingtech.ctos.provisioning.agent.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;

/**
 * Says before anybody agrees that a tool's name is another skill's, as far as sources know the names: legacy skills of two
 * owners with one name have the same tools. What nobody knows yet is decided when the skill starts.
 */
final class FreeToolNames {

    private FreeToolNames() {}

    /** @throws ProvisioningException {@code tool_name_taken}, with both skills */
    static void check(State state, Collection<Candidate> changing) throws ProvisioningException {
        Map<SkillId, List<String>> tools = new TreeMap<>();
        state.registry()
                .skills()
                .forEach(entry -> tools.put(entry.id(), entry.current().tools()));
        for (Candidate candidate : changing) {
            if (!offered(candidate).isEmpty()) {
                tools.put(candidate.id(), offered(candidate));
            }
        }
        for (Candidate candidate : changing) {
            for (Map.Entry<SkillId, List<String>> other : tools.entrySet()) {
                List<String> shared = offered(candidate).stream()
                        .filter(other.getValue()::contains)
                        .toList();
                if (!other.getKey().equals(candidate.id()) && !shared.isEmpty()) {
                    throw taken(state, candidate, other.getKey(), shared);
                }
            }
        }
    }

    private static List<String> offered(Candidate candidate) {
        return candidate.offer() == null ? List.of() : candidate.offer().tools();
    }

    private static ProvisioningException taken(State state, Candidate candidate, SkillId other, List<String> shared) {
        Entry installed = state.find(other).orElse(null);
        return Refusals.of(
                409,
                "tool_name_taken",
                candidate + " (" + ItemWriter.name(candidate) + ") cannot be used beside " + other
                        + (installed == null
                                ? ", which would come with it"
                                : " " + installed.current().version() + " ("
                                        + installed.current().name() + "), which is installed")
                        + ": both have a tool called " + shared.get(0)
                        + (shared.size() == 1 ? "" : ", and " + (shared.size() - 1) + " more names in common")
                        + ". A tool name belongs to one skill.",
                installed == null
                        ? "Install only one of the two."
                        : "Keep the one that is installed, or uninstall it first: ./ctos uninstall " + other
                                + "; its data is kept for 30 days.",
                shared);
    }
}
