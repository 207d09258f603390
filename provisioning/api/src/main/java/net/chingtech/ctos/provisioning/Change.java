package net.chingtech.ctos.provisioning;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/** What somebody wants changed; {@code version} null means the newest that fits. */
public sealed interface Change {

    /** The one word for it, as REST and the command line say it. */
    String action();

    /** The skill that it is about, or null for all. */
    SkillId id();

    /** Install a skill and what it needs. */
    record Install(SkillId id, SkillVersion version) implements Change {
        @Override
        public String action() {
            return "install";
        }
    }

    /** Take a newer release of a skill, or of all skills when {@code id} is null. */
    record Update(SkillId id, SkillVersion version) implements Change {
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
}
