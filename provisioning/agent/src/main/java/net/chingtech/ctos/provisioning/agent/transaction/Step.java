package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.journal.Act;

/** One thing that is done to the world, and how it is taken back. */
public interface Step {

    /** What it does, as the journal names it. */
    Act act();

    /** Whom it is about; null for all of the group. */
    SkillId skill();

    /** What it does, for people, such as {@code Download Accounting 1.3.0}. */
    String words();

    /** How much of the whole it is, against other steps; bytes, roughly. */
    default long weight() {
        return SMALL;
    }

    /** The weight of a step that moves no bytes. */
    long SMALL = 50_000;

    /**
     * Does it. When this fails, nothing of it is left, or {@link #undo} takes the rest away: undo is called for a step
     * that failed, too.
     */
    void execute(TransactionContext context) throws StepFailed;

    /** Takes back what {@link #execute} did, as far as it came; does nothing when it did nothing. */
    default void undo(TransactionContext context) throws StepFailed {}
}
