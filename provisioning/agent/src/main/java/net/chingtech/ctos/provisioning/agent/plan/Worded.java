package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Migrated;

/** Says of the items of a migration what they mean: one skill takes the place of another. */
final class Worded {

    /** The source of what was imported from folders, because it was changed by hand or its registry is not connected. */
    private static final String IMPORTED = "clawhub:imported";

    private Worded() {}

    /** What people should know of a legacy skill that is migrated. */
    static List<String> notes(Entry legacy) {
        return legacy.source().equals(IMPORTED)
                ? List.of("It was imported from a folder of this machine, as it was found there, with what somebody may"
                        + " have changed in it by hand; exactly that is kept.")
                : List.of();
    }

    /** What follows a legacy skill; its permissions are held against those of that one. */
    static Part arriving(Part part, Moving.There moving) {
        Plan.Item item = part.item();
        Deployed legacy = moving.before().current();
        List<SkillPermission> today = new ArrayList<>(legacy.grants());
        if (part.before() != null) {
            today.addAll(part.before().current().grants());
        }
        Set<SkillPermission> asked = asked(item);
        Plan.Effects old = item.effects();
        List<String> words = new ArrayList<>(old.migrations());
        words.addAll(carried(moving, item, today));
        Plan.Effects effects = new Plan.Effects(
                old.reachGained(),
                old.reachLost(),
                words,
                old.backupBytes() + moving.carried().bytes(),
                ((moving.carried().anew() ? "" : old.data()) + " It takes the place of " + legacy.name()
                                + ", which keeps what it has for 30 days; what the" + " map does not name stays there.")
                        .strip(),
                wayBack(moving),
                old.failedBefore());
        return part.of(
                moving, with(item, minus(asked, today), minus(legacy.grants(), asked), effects), part.hostWish());
    }

    /** The legacy skill, which goes and is kept. */
    static Part leaving(Part part, Moving.There moving) {
        Plan.Item item = part.item();
        Plan.Effects old = item.effects();
        Plan.Effects effects = new Plan.Effects(
                old.reachGained(),
                old.reachLost(),
                List.of(),
                0,
                String.join(
                        " ",
                        Stream.concat(
                                        Stream.of(
                                                "It is kept for 30 days as it is, with its data, settings and values."),
                                        notes(moving.before()).stream())
                                .toList()),
                wayBack(moving),
                null);
        return part.of(moving, with(item, item.gained(), item.lost(), effects), part.hostWish());
    }

    /** A legacy skill that comes back; what it was granted then is nothing new. */
    static Part returning(Part part, Moving.Back moving) {
        Plan.Item item = part.item();
        Migrated migrated = moving.migrated();
        Entry legacy = migrated.legacy();
        Plan.Effects old = item.effects();
        Plan.Effects effects = new Plan.Effects(
                old.reachGained(),
                old.reachLost(),
                List.of(),
                old.backupBytes(),
                "It has its data, settings and values of when it was migrated.",
                "./ctos migrate --apply " + legacy.id() + " migrates it again.",
                null);
        return part.of(
                moving,
                with(item, minus(asked(item), legacy.current().grants()), List.of(), effects),
                legacy.hostWish());
    }

    /** The follower, which goes because its migration is undone. */
    static Part removed(Part part, Moving.Back moving) {
        return part.of(moving, part.item(), part.hostWish());
    }

    private static List<String> carried(Moving.There moving, Plan.Item item, List<SkillPermission> today) {
        List<String> words = new ArrayList<>();
        String name = moving.before().current().name();
        moving.carried()
                .values()
                .forEach((from, to) -> words.add("the value " + from + " of " + name
                        + (from.equals(to) ? " is carried over" : " becomes its value " + to)
                        + unlessGranted(to, item, today)));
        moving.carried()
                .there()
                .forEach((from, to) -> words.add("the value " + from + " of " + name + " is its value " + to
                        + " already" + unlessGranted(to, item, today)));
        moving.carried()
                .unset()
                .forEach(one -> words.add("the value " + one + ", which the map names, is not set for " + name
                        + ", so nothing is carried over for it"));
        moving.carried()
                .settings()
                .forEach(one -> words.add(
                        "the value " + one.env() + " of " + name + " becomes its setting " + one.toSetting()));
        moving.carried()
                .data()
                .forEach(one -> words.add("the data of " + name + " in " + one.from() + " is copied to " + one.to()));
        words.addAll(aside(moving.follower(), moving.carried().aside()));
        return words;
    }

    /** A value is there, but a skill sees only those that it is granted. */
    private static String unlessGranted(String value, Plan.Item item, List<SkillPermission> today) {
        String permission = "env:" + value;
        if (names(item.permissions().stream().map(Plan.Asked::permission)).contains(permission)
                || names(today.stream()).contains(permission)) {
            return "";
        }
        return names(item.optionalPermissions().stream().map(Plan.Asked::permission))
                        .contains(permission)
                ? ", which it sees only when " + permission + " is granted"
                : ", which it does not ask for (" + permission + ") and never sees";
    }

    private static Set<String> names(Stream<SkillPermission> permissions) {
        return permissions.map(SkillPermission::name).collect(Collectors.toSet());
    }

    private static List<String> aside(SkillId follower, Moving.Aside aside) {
        List<String> words = new ArrayList<>();
        aside.values()
                .forEach((from, to) -> words.add("the value " + from + " that " + follower
                        + " had before the migration was undone is kept as " + to));
        if (aside.data()) {
            words.add("the files and tables that " + follower
                    + " had before the migration was undone are set aside for 30 days in skills/backups/" + follower
                    + "; its own scripts make its tables anew");
        }
        return words;
    }

    private static String wayBack(Moving.There moving) {
        return "./ctos migrate --undo " + moving.legacy() + " undoes the migration within 30 days"
                + (moving.brings() ? "." : "; what was given to it stays then.");
    }

    private static Set<SkillPermission> asked(Plan.Item item) {
        Set<SkillPermission> asked = new HashSet<>();
        item.permissions().forEach(one -> asked.add(one.permission()));
        item.optionalPermissions().forEach(one -> asked.add(one.permission()));
        return asked;
    }

    private static List<SkillPermission> minus(Collection<SkillPermission> all, Collection<SkillPermission> without) {
        Set<SkillPermission> rest = new HashSet<>(all);
        rest.removeAll(new HashSet<>(without));
        return rest.stream().sorted(Comparator.comparing(SkillPermission::name)).toList();
    }

    private static Plan.Item with(
            Plan.Item item, List<SkillPermission> gained, List<SkillPermission> lost, Plan.Effects effects) {
        return new Plan.Item(
                item.kind(),
                item.id(),
                item.name(),
                item.from(),
                item.to(),
                item.sha256(),
                item.size(),
                item.source(),
                item.publisher(),
                item.tier(),
                item.keyId(),
                item.permissions(),
                item.optionalPermissions(),
                gained,
                lost,
                item.declined(),
                item.dependencies(),
                item.requestedBy(),
                item.host(),
                item.hostBefore(),
                item.sandbox(),
                item.hostNotes(),
                item.flags(),
                item.callersWait(),
                item.releaseNotes(),
                item.trust(),
                effects);
    }
}
