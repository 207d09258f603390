package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Migrated;
import net.chingtech.ctos.provisioning.agent.store.Registry;

/**
 * What goes when a migration is undone: the follower, when only the migration brought it, and what came with it because the
 * follower needs it. Whatever somebody else needs stays.
 *
 * @param entries what is needed before what needs it
 * @param notes what stays, and why
 */
record Departing(List<Entry> entries, List<String> notes) {

    static Departing of(Registry registry, Migrated migrated, Instant now) {
        Entry follower = registry.find(migrated.follower()).orElse(null);
        if (follower == null) {
            return new Departing(List.of(), List.of());
        }
        if (!migrated.brought()) {
            return new Departing(
                    List.of(),
                    List.of(stays(follower) + ", with what was given to it: it was there before the migration."));
        }
        List<SkillId> others = others(registry, migrated, migrated.follower(), Set.of(), now);
        if (!others.isEmpty()) {
            return new Departing(List.of(), List.of(because(follower, others)));
        }
        SortedMap<SkillId, Entry> goes = new TreeMap<>();
        goes.put(follower.id(), follower);
        List<Entry> came = came(registry, migrated);
        // One that goes may have been the last that needs another.
        for (boolean more = true; more; ) {
            more = came.stream()
                    .filter(one -> !goes.containsKey(one.id()))
                    .filter(one -> others(registry, migrated, one.id(), goes.keySet(), now)
                            .isEmpty())
                    .findFirst()
                    .map(one -> goes.put(one.id(), one) == null)
                    .orElse(false);
        }
        List<String> notes = came.stream()
                .filter(one -> !goes.containsKey(one.id()))
                .map(one -> because(one, others(registry, migrated, one.id(), goes.keySet(), now)))
                .toList();
        return new Departing(inOrder(goes), notes);
    }

    /** What the migration installed and is still that; who installed it anew since wants it for itself. */
    private static List<Entry> came(Registry registry, Migrated migrated) {
        return migrated.broughtWith().stream()
                .map(registry::find)
                .flatMap(Optional::stream)
                .filter(one -> !one.installedAt().isAfter(migrated.at()))
                .toList();
    }

    /** Who needs it, or was followed by it, beside those that go. */
    private static List<SkillId> others(
            Registry registry, Migrated migrated, SkillId id, Set<SkillId> goes, Instant now) {
        List<SkillId> others = new ArrayList<>(registry.neededBy(id));
        others.removeAll(goes);
        if (migrated.legacy().current().dependencies().containsKey(id)) {
            others.add(migrated.id());
        }
        registry.migrations().stream()
                .filter(one -> one.follower().equals(id) && one != migrated && one.isKept(now))
                .forEach(one -> others.add(one.id()));
        return others;
    }

    private static List<Entry> inOrder(SortedMap<SkillId, Entry> goes) {
        SortedMap<SkillId, Set<SkillId>> needs = new TreeMap<>();
        goes.forEach((id, one) -> needs.put(id, one.current().dependencies().keySet()));
        return DependencyOrder.of(needs).stream().map(goes::get).toList();
    }

    private static String stays(Entry entry) {
        return entry.current().name() + " (" + entry.id() + ") stays";
    }

    private static String because(Entry entry, List<SkillId> others) {
        return stays(entry) + ": it is needed by, or follows, " + others + ".";
    }
}
