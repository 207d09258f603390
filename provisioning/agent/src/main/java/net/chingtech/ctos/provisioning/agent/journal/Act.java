package net.chingtech.ctos.provisioning.agent.journal;

/** What a step does, as journals name it. */
public enum Act {
    /** Asks whether there is room for what will be copied. */
    SPACE,
    FETCH,
    VERIFY,
    STAGE,
    /** Takes a release that lies on disk. */
    TAKE,
    HOLD,
    /** Stops the old version before the new one starts, or for good. */
    STOP,
    SNAPSHOT,
    /** Puts the data of an earlier state back. */
    RESTORE,
    SETTINGS,
    MIGRATE,
    /** Gives what follows a legacy skill its values and data. */
    CARRY,
    START,
    HEALTH,
    SWITCH,
    /** Stops the old version after the switch. */
    DRAIN,
    COMMIT,
    CLEAN
}
