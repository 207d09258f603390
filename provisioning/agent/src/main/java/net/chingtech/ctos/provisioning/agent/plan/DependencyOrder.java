package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import net.chingtech.ctos.format.SkillId;

/** Puts what is needed before what needs it; by id where nothing else decides, and through circles. */
public final class DependencyOrder {

    private DependencyOrder() {}

    public static List<SkillId> of(SortedMap<SkillId, ? extends Collection<SkillId>> needs) {
        Set<SkillId> ordered = new LinkedHashSet<>();
        Set<SkillId> begun = new LinkedHashSet<>();
        needs.keySet().forEach(id -> visit(id, needs, begun, ordered));
        return new ArrayList<>(ordered);
    }

    private static void visit(
            SkillId id,
            SortedMap<SkillId, ? extends Collection<SkillId>> needs,
            Set<SkillId> begun,
            Set<SkillId> ordered) {
        if (!needs.containsKey(id) || !begun.add(id)) {
            return;
        }
        needs.get(id).stream().sorted().forEach(needed -> visit(needed, needs, begun, ordered));
        ordered.add(id);
    }
}
