package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillPermission.SkillCall;
import net.chingtech.ctos.provisioning.Plan;

/** What a permission reaches through the skills that may be called with it, as the container will be afterwards. */
final class Reach {

    private final Map<SkillId, Skill> skills;

    /** A skill as it will be: its name, and all it may have. */
    record Skill(String name, Collection<SkillPermission> permissions) {}

    Reach(Map<SkillId, Skill> skills) {
        this.skills = skills;
    }

    List<Plan.Asked> asked(Collection<SkillPermission> permissions) {
        return permissions.stream()
                .map(one -> new Plan.Asked(one, one.plainWords(), words(one)))
                .toList();
    }

    private List<String> words(SkillPermission permission) {
        SortedSet<String> words = new TreeSet<>();
        if (permission instanceof SkillCall call) {
            follow(call.skill(), new ArrayList<>(), new HashSet<>(), words);
        }
        return List.copyOf(words);
    }

    private void follow(SkillId id, List<String> path, Set<SkillId> visited, SortedSet<String> words) {
        Skill skill = skills.get(id);
        if (skill == null || !visited.add(id)) {
            return;
        }
        path.add(skill.name());
        for (SkillPermission permission : skill.permissions()) {
            if (permission instanceof SkillCall call) {
                follow(call.skill(), path, visited, words);
            } else {
                words.add("through " + String.join(" and then ", path) + ": " + permission.plainWords());
            }
        }
        path.remove(path.size() - 1);
    }
}
