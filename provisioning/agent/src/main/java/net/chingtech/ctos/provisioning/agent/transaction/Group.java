package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.store.Entry;

/**
 * Skills of a plan that depend on one another, today or afterwards: they are exchanged together or not at all.
 *
 * @param works what is needed before what needs it
 */
record Group(List<Work> works) {

    Group {
        works = List.copyOf(works);
    }

    /** The groups of a plan, in its order. */
    static List<Group> of(Planned planned, Consent consent) {
        boolean purge = planned.change() instanceof Change.Uninstall uninstall && uninstall.purge();
        Map<SkillId, Set<SkillId>> together = new LinkedHashMap<>();
        planned.parts()
                .forEach(part -> together.put(
                        part.item().id(), new HashSet<>(Set.of(part.item().id()))));
        for (Part part : planned.parts()) {
            for (SkillId needed : needs(part)) {
                if (together.containsKey(needed)) {
                    join(together, part.item().id(), needed);
                }
            }
        }
        Map<Set<SkillId>, List<Work>> groups = new LinkedHashMap<>();
        for (Part part : planned.parts()) {
            Set<SkillPermission> accepted =
                    consent.accept().getOrDefault(part.item().consentKey(), Set.of());
            groups.computeIfAbsent(together.get(part.item().id()), set -> new ArrayList<>())
                    .add(Work.of(part, accepted, purge));
        }
        return groups.values().stream().map(Group::new).toList();
    }

    private static void join(Map<SkillId, Set<SkillId>> together, SkillId one, SkillId other) {
        Set<SkillId> all = new HashSet<>(together.get(one));
        all.addAll(together.get(other));
        all.forEach(id -> together.put(id, all));
    }

    private static Set<SkillId> needs(Part part) {
        Set<SkillId> needs = new HashSet<>(part.item().dependencies().keySet());
        if (part.replaces() != null) {
            needs.add(part.replaces());
        }
        Entry before = part.before();
        if (before != null) {
            needs.addAll(before.current().dependencies().keySet());
        }
        return needs;
    }
}
