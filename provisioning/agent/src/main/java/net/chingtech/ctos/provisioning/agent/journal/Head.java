package net.chingtech.ctos.provisioning.agent.journal;

import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/**
 * The first line of a journal: what is going to be done.
 *
 * @param format the version of the file's format
 * @param transaction the task and the group; names the backups, too
 * @param plan the plan's digest; null when nobody planned it
 * @param actor who wanted it
 * @param revision of the registry before
 */
public record Head(int format, String transaction, String plan, String actor, long revision, List<Item> items) {

    static final int FORMAT = 1;

    public Head {
        items = items == null ? List.of() : List.copyOf(items);
    }

    public Head(String transaction, String plan, String actor, long revision, List<Item> items) {
        this(FORMAT, transaction, plan, actor, revision, items);
    }

    /**
     * One skill's part.
     *
     * @param from the version before, or null
     * @param to the version afterwards, or null
     * @param backup where what it has is copied to, below the home; null when nothing is copied
     * @param callersWait whether its old version stops before the new one starts
     * @param purge whether its data goes with it
     * @param replaces the skill whose place it takes, when a legacy skill is migrated or brought back; or null
     * @param carried names of the values that it is given from that one; each is written down again when it is given
     */
    public record Item(
            SkillId id,
            String name,
            ItemKind kind,
            SkillVersion from,
            SkillVersion to,
            String backup,
            boolean callersWait,
            boolean purge,
            SkillId replaces,
            List<String> carried) {
        public Item {
            carried = carried == null ? List.of() : List.copyOf(carried);
        }

        /** One that takes nobody's place. */
        public Item(
                SkillId id,
                String name,
                ItemKind kind,
                SkillVersion from,
                SkillVersion to,
                String backup,
                boolean callersWait,
                boolean purge) {
            this(id, name, kind, from, to, backup, callersWait, purge, null, List.of());
        }
    }
}
