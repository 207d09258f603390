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

    /** Install a skill and what it needs. */
    record Install(SkillId id, SkillVersion version, HostWish host) implements Change {
        public Install(SkillId id, SkillVersion version) {
            this(id, version, null);
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

    /** Go back to an earlier installed version; {@code version} null means the one before. */
    record Rollback(SkillId id, SkillVersion version) implements Change {
        @Override
        public String action() {
            return "rollback";
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
