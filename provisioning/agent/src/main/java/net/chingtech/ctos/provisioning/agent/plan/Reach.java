package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillPermission.SkillCall;
import net.chingtech.ctos.provisioning.Plan;

/** What permissions reach through the skills that may be called with them, as a container is at some moment. */
final class Reach {

    private final Map<SkillId, Skill> skills;

    /** A skill as it is then: its name, and all it may have. */
    record Skill(String name, Collection<SkillPermission> permissions) {}

    /** The permissions of one skill that others use. */
    private record Reached(SkillId skill, String permission) {}

    private static final Comparator<Reached> IN_ORDER =
            Comparator.comparing(Reached::skill).thenComparing(Reached::permission);

    Reach(Map<SkillId, Skill> skills) {
        this.skills = skills;
    }

    List<Plan.Asked> asked(Collection<SkillPermission> permissions) {
        return permissions.stream()
                .map(one -> new Plan.Asked(one, one.plainWords(), sorted(reached(List.of(one)))))
                .toList();
    }

    /** What these permissions reach here, and what others do not reach there, in words. */
    List<String> beyond(Collection<SkillPermission> permissions, Reach there, Collection<SkillPermission> others) {
        // By whose permission it is, not by the words: neither another name nor another way there is more reach.
        SortedMap<Reached, String> more = reached(permissions);
        more.keySet().removeAll(there.reached(others).keySet());
        return sorted(more);
    }

    private static List<String> sorted(SortedMap<Reached, String> reached) {
        return List.copyOf(new TreeSet<>(reached.values()));
    }

    private SortedMap<Reached, String> reached(Collection<SkillPermission> permissions) {
        SortedMap<Reached, String> words = new TreeMap<>(IN_ORDER);
        for (SkillPermission permission : ordered(permissions)) {
            if (permission instanceof SkillCall call) {
                follow(call.skill(), new ArrayList<>(), new HashSet<>(), words);
            }
        }
        return words;
    }

    private void follow(SkillId id, List<String> path, Set<SkillId> visited, SortedMap<Reached, String> words) {
        Skill skill = skills.get(id);
        if (skill == null || !visited.add(id)) {
            return;
        }
        path.add(skill.name());
        for (SkillPermission permission : ordered(skill.permissions())) {
            if (permission instanceof SkillCall call) {
                follow(call.skill(), path, visited, words);
            } else {
                words.putIfAbsent(
                        new Reached(id, permission.name()),
                        "through " + String.join(" and then ", path) + ": " + permission.plainWords());
            }
        }
        path.remove(path.size() - 1);
    }

    private static List<SkillPermission> ordered(Collection<SkillPermission> permissions) {
        return permissions.stream()
                .sorted(Comparator.comparing(SkillPermission::name))
                .toList();
    }
}
