package net.chingtech.ctos.provisioning;

import java.time.Instant;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;

/**
 * Something that an administrator has to know, shown until it was read.
 *
 * @param level how bad it is
 * @param skill whom it is about, or null
 * @param problem stable code, what happened and what was done about it, the next step
 * @param readAt null until somebody read it
 */
public record Alert(String id, Instant at, Level level, SkillId skill, Problem problem, Instant readAt) {

    /** How bad it is. */
    public enum Level {
        /** Good to know, nothing to do. */
        NOTICE,
        /** Something should be done. */
        WARNING,
        /** Something was stopped, or is not safe. */
        DANGER
    }
}
