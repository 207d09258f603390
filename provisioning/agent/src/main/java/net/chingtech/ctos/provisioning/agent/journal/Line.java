package net.chingtech.ctos.provisioning.agent.journal;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.GivenValue;

/**
 * What is written down of one step.
 *
 * @param act null for what is said of the whole
 * @param skill whom the step is about; null for all of the group
 * @param revision that the registry is going to have; null unless it is about to be written
 * @param given the value that is about to be given, or null
 */
public record Line(State state, Act act, SkillId skill, Long revision, GivenValue given) {

    /** One that says nothing of a value. */
    Line(State state, Act act, SkillId skill, Long revision) {
        this(state, act, skill, revision, null);
    }

    /** How far it is. */
    public enum State {
        BEGUN,
        DONE,
        UNDONE,
        /** A value is about to be given to a skill. */
        GIVING,
        /** The registry is about to be written. */
        COMMITTING,
        /** The registry was written: the change is the truth. */
        COMMITTED
    }
}
