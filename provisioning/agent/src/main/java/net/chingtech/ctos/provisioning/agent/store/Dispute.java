package net.chingtech.ctos.provisioning.agent.store;

import java.util.List;
import net.chingtech.ctos.format.SkillVersion;

/**
 * That registry and lock file say different things of a skill, and no change that was cut off explains it. It lasts until
 * somebody has looked and a change of the skill makes the two one again.
 *
 * @param locked what the lock file says; null when it does not name the skill
 * @param differences one line for each thing that differs
 */
public record Dispute(LockFile.Locked locked, List<String> differences) {

    public Dispute {
        differences = List.copyOf(differences);
    }

    /** The version that the lock file names, or null: its files are not anybody's leftovers. */
    SkillVersion lockedVersion() {
        return locked == null ? null : locked.version();
    }
}
