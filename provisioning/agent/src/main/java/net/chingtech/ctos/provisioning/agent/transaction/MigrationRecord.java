package net.chingtech.ctos.provisioning.agent.transaction;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.mapping.SkillMap.PathMove;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.plan.Moving;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.store.Migrated;
import net.chingtech.ctos.provisioning.agent.store.Registry;

/** Makes the memory of a migration. */
final class MigrationRecord {

    private MigrationRecord() {}

    /**
     * @param part of the legacy skill that goes
     * @param together all that is changed with it
     */
    static List<Migrated> added(
            Registry registry,
            Part part,
            SkillVersion followerVersion,
            List<Work> together,
            Instant now,
            String transaction) {
        Moving.There moving = part.leaves();
        List<String> values = new ArrayList<>(moving.carried().values().keySet());
        moving.carried().settings().forEach(one -> values.add(one.env()));
        List<Migrated> all = new ArrayList<>(registry.migrations());
        all.removeIf(one -> one.id().equals(moving.legacy()));
        all.add(new Migrated(
                moving.before(),
                moving.follower(),
                followerVersion,
                moving.brings(),
                now,
                now.plus(Migrated.KEPT),
                values,
                moving.carried().data().stream().map(PathMove::from).toList(),
                false,
                transaction,
                moving.brings() ? needed(moving.follower(), together) : List.of()));
        return all;
    }

    /** What is installed now because a follower needs it, directly or not; others of the group may have come, too. */
    private static List<SkillId> needed(SkillId follower, List<Work> together) {
        SortedMap<SkillId, Work> coming = new TreeMap<>();
        together.stream().filter(work -> work.kind() == ItemKind.INSTALL).forEach(work -> coming.put(work.id(), work));
        SortedSet<SkillId> found = new TreeSet<>();
        Deque<SkillId> open = new ArrayDeque<>(List.of(follower));
        while (!open.isEmpty()) {
            Work work = coming.get(open.pop());
            if (work != null) {
                work.item().dependencies().keySet().stream()
                        .filter(coming::containsKey)
                        .filter(found::add)
                        .forEach(open::push);
            }
        }
        found.remove(follower);
        return List.copyOf(found);
    }
}
