package net.chingtech.ctos.provisioning.agent.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.SkillVersion;

/** Which earlier states of a skill are kept, and what on disk belongs to none any more. */
public final class History {

    private History() {}

    /**
     * The states that are kept when a skill leaves one: the one that it leaves, then those of before, as many as are kept.
     *
     * @param before the skill as it was
     * @param left the state that it leaves
     * @param current the release that runs from now on
     * @param reached the state that it went back to with its data, or null: that one is the present now
     */
    public static List<Past> after(Entry before, Past left, Deployed current, Past reached) {
        List<Past> all = new ArrayList<>(List.of(left));
        before.history().stream()
                .filter(past -> reached == null || !past.stateId().equals(reached.stateId()))
                .forEach(all::add);
        return kept(all, current);
    }

    /** Of some states, newest first, those that are kept. */
    static List<Past> kept(List<Past> all, Deployed current) {
        List<Past> kept = new ArrayList<>();
        for (Past past : all) {
            boolean known = kept.stream().anyMatch(newer -> same(newer, past));
            if (!known && differs(past, current) && kept.size() < Past.MOST) {
                kept.add(past);
            }
        }
        return kept;
    }

    /** Whether to go back to the one is to go back to the other. */
    private static boolean same(Past newer, Past older) {
        boolean sameRelease = newer.release().sha256().equals(older.release().sha256());
        return newer.stateId().equals(older.stateId()) || sameRelease && !older.hasData();
    }

    /** Whether a state is another than the present one, and its files are still its own. */
    private static boolean differs(Past past, Deployed current) {
        if (past.release().sha256().equals(current.sha256())) {
            return past.hasData();
        }
        // Another artifact with the same version has taken its folder.
        return !past.release().version().equals(current.version());
    }

    /**
     * What a change left on disk that no state names any more.
     *
     * @param releases versions whose folders may go
     * @param backups ids of states whose backups may go
     */
    public record Unnamed(Set<SkillVersion> releases, Set<String> backups) {}

    /** @param after the skill as it is now; null when it was removed */
    public static Unnamed unnamed(Entry before, Entry after) {
        Set<SkillVersion> releases = releases(before);
        Set<String> backups = backups(before);
        if (after != null) {
            releases.removeAll(releases(after));
            backups.removeAll(backups(after));
        }
        return new Unnamed(releases, backups);
    }

    /** The versions whose folders a skill needs. */
    public static Set<SkillVersion> releases(Entry entry) {
        Set<SkillVersion> releases = new TreeSet<>(Set.of(entry.current().version()));
        entry.history().forEach(past -> releases.add(past.release().version()));
        return releases;
    }

    /** The states whose backups a skill needs. */
    static Set<String> backups(Entry entry) {
        return entry.history().stream().map(Past::stateId).collect(Collectors.toCollection(HashSet::new));
    }
}
