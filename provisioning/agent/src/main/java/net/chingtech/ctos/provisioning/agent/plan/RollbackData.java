package net.chingtech.ctos.provisioning.agent.plan;

import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Change.DataChoice;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Past;

/** What becomes of a skill's data when it goes back: it stays, unless a migration ran since, or somebody says otherwise. */
public final class RollbackData {

    private RollbackData() {}

    /**
     * Whether the data of an earlier state is put back.
     *
     * @param choice null when nobody said anything
     */
    public static boolean restored(Entry entry, Past past, DataChoice choice) {
        if (choice == null) {
            return past.hasData() && changedSince(entry, past);
        }
        return choice == DataChoice.RESTORE;
    }

    /** As {@link #restored(Entry, Past, DataChoice)}; false for what is no rollback, for which {@code past} is null. */
    static boolean restored(Entry entry, Past past, Change change) {
        return past != null && restored(entry, past, choice(entry, change));
    }

    /** For people: the data's part of going back; empty for what is no rollback, for which {@code past} is null. */
    static String words(Entry entry, Past past, Change change) {
        if (past == null) {
            return "";
        }
        String version = past.release().version().toString();
        boolean restored = restored(entry, past, change);
        SkillVersion shape = shape(entry, past, restored);
        String ahead = shape.compareTo(past.release().version()) > 0
                ? " It has the shape of " + shape + ", which is newer: " + version + " may not understand it."
                : "";
        if (restored) {
            return "Its data becomes what it was when it left " + version + " at " + past.until()
                    + (past.whileRunning() ? ", copied while it ran" : "")
                    + ". The data that is there now is set aside with the state that is left."
                    + ahead;
        }
        if (changedSince(entry, past)) {
            return "Its data stays as newer versions left it, although it was migrated since " + version
                    + (past.hasData() ? "." : "; no copy of before was kept.")
                    + ahead;
        }
        return "Its data stays as it is." + ahead;
    }

    /**
     * The version whose shape the data has when a skill went back. Data that stays, and that nothing changed since, is in
     * the shape that the state left, whatever versions ran meanwhile.
     */
    public static SkillVersion shape(Entry entry, Past past, boolean restored) {
        return restored || !changedSince(entry, past) ? past.shape() : entry.shape();
    }

    /** Whether going back gives the older version data that a newer one brought forward. */
    static boolean isAhead(Entry entry, Past past, DataChoice choice) {
        SkillVersion shape = shape(entry, past, restored(entry, past, choice));
        return shape.compareTo(past.release().version()) > 0;
    }

    /** Whether the data that is there may have another shape than the one that a state left. */
    private static boolean changedSince(Entry entry, Past past) {
        int at = entry.history().indexOf(past);
        return entry.history().subList(0, at + 1).stream().anyMatch(Past::migrated);
    }

    /** What was said of this very skill: others may have to go back along with it. */
    private static DataChoice choice(Entry entry, Change change) {
        boolean meant = change instanceof Change.Rollback && entry.id().equals(change.id());
        return meant ? ((Change.Rollback) change).data() : null;
    }
}
