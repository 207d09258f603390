package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.mapping.SkillMap.PathMove;
import net.chingtech.ctos.format.mapping.SkillMap.Value;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Migrated;

/** That one skill takes the place of another: what follows a legacy skill, or that skill itself again. */
public sealed interface Moving {

    SkillId legacy();

    SkillId follower();

    /** The other one of the two. */
    default SkillId other(SkillId id) {
        return id.equals(legacy()) ? follower() : legacy();
    }

    /**
     * A migration.
     *
     * @param before the legacy skill
     * @param origin whose map says what follows it
     * @param brings whether the follower is installed by it
     */
    record There(Entry before, SkillId follower, String origin, boolean brings, Carried carried) implements Moving {
        @Override
        public SkillId legacy() {
            return before.id();
        }
    }

    /** A migration that is undone. */
    record Back(Migrated migrated) implements Moving {
        @Override
        public SkillId legacy() {
            return migrated.id();
        }

        @Override
        public SkillId follower() {
            return migrated.follower();
        }
    }

    /**
     * What is carried over.
     *
     * @param values names of the follower's values, by those of the legacy skill's; only those that it has not yet, or that
     *     are set aside
     * @param settings values that become settings
     * @param data files and folders that are there
     * @param bytes about how much that is
     * @param aside what an undone migration left that is in the way
     * @param there names of the follower's values that are the same already, by those of the legacy skill's
     * @param unset names of values that the map carries over, of which neither has one
     */
    record Carried(
            SortedMap<String, String> values,
            List<Value> settings,
            List<PathMove> data,
            long bytes,
            Aside aside,
            SortedMap<String, String> there,
            List<String> unset) {
        public Carried {
            there = new TreeMap<>(there);
            unset = List.copyOf(unset);
            values = new TreeMap<>(values);
            settings = List.copyOf(settings);
            data = List.copyOf(data);
        }

        /** Whether the follower begins without the data folder and the tables that it left. */
        public boolean anew() {
            return aside.data();
        }

        boolean isEmpty() {
            return values.isEmpty() && settings.isEmpty() && data.isEmpty();
        }
    }

    /**
     * What a follower kept of the same migration before, which was undone, and would be overwritten: it is set aside.
     *
     * @param values the names that its values have then, by those that they have
     * @param data whether its data folder and its tables are
     */
    record Aside(SortedMap<String, String> values, boolean data) {
        public Aside {
            values = new TreeMap<>(values);
        }
    }
}
