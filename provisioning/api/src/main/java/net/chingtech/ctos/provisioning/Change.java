package net.chingtech.ctos.provisioning;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/**
 * What somebody wants changed; {@code version} null means the newest that fits, {@code host} null the host that was wished
 * for this skill before.
 */
public sealed interface Change {

    /** The one word for it, as REST and the command line say it. */
    String action();

    /** The skill that it is about, or null for all. */
    SkillId id();

    /** Where an administrator wants a skill to run; remembered for the skill until another is wished. */
    enum HostWish {
        /** Where the container's policy puts it. */
        AUTO,
        IN_FRAMEWORK,
        PROCESS
    }

    /** The source that stands for files which an administrator brought. */
    String DISK = "disk";

    /**
     * Install a skill and what it needs.
     *
     * @param source where the skill itself is to come from, such as {@link #DISK}; null for its home, or the first source
     *     that has it
     */
    record Install(SkillId id, SkillVersion version, HostWish host, String source) implements Change {
        public Install(SkillId id, SkillVersion version) {
            this(id, version, null, null);
        }

        public Install(SkillId id, SkillVersion version, HostWish host) {
            this(id, version, host, null);
        }

        @Override
        public String action() {
            return "install";
        }
    }

    /**
     * Take a newer release of a skill, or of all skills when {@code id} is null. With a host wished that is not the one it
     * runs in, and nothing newer there, the release that is installed moves.
     */
    record Update(SkillId id, SkillVersion version, HostWish host) implements Change {
        public Update(SkillId id, SkillVersion version) {
            this(id, version, null);
        }

        @Override
        public String action() {
            return "update";
        }
    }

    /** Remove a skill; its data is kept for 30 days unless {@code purge}. */
    record Uninstall(SkillId id, boolean purge) implements Change {
        @Override
        public String action() {
            return "uninstall";
        }
    }

    /** What becomes of a skill's data when it goes back. */
    enum DataChoice {
        /** Stays as it is. */
        KEEP,
        /** Becomes what it was; what is there now is set aside with the state that is left. */
        RESTORE
    }

    /**
     * Go back to an earlier committed state: version, settings and data.
     *
     * @param version null means the newest state, or the one that {@code stateId} names
     * @param stateId which of several states of that version; null means the newest
     * @param data null means: kept, unless a migration ran since
     */
    record Rollback(SkillId id, SkillVersion version, String stateId, DataChoice data) implements Change {
        public Rollback(SkillId id, SkillVersion version) {
            this(id, version, null, null);
        }

        @Override
        public String action() {
            return "rollback";
        }
    }

    /**
     * Put what follows a legacy skill into its place, with its values and data: by the map of the hubs, or the
     * administrator's own.
     *
     * @param id the legacy skill; null for every installed one that can be migrated, each by itself
     */
    record Migrate(SkillId id) implements Change {
        @Override
        public String action() {
            return "migrate";
        }
    }

    /**
     * Bring a legacy skill back that was migrated within the last 30 days, as it was then.
     *
     * @param id the legacy skill, or what follows it
     */
    record UndoMigration(SkillId id) implements Change {
        @Override
        public String action() {
            return "undo_migration";
        }
    }

    /** Start the installed release anew, in the host that is right for it now: after it failed, or to move it. */
    record Restart(SkillId id, HostWish host) implements Change {
        @Override
        public String action() {
            return "restart";
        }
    }
}
