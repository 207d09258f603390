package net.chingtech.ctos.provisioning.agent.policy;

/**
 * Whether two versions of a skill may run at once. They may when they share no data, or when the new one says that they may;
 * otherwise callers wait while the old one stops and the new one starts. What a skill has is copied in between; that of one
 * that runs programs only once it is stopped, since a program can make files on which a copy would wait without an end.
 */
public final class SwitchOrder {

    private SwitchOrder() {}

    /**
     * What decides.
     *
     * @param sideBySide whether the version that comes says that two may run at once
     * @param hasData whether there is data that both would write to
     * @param dataChanges whether the data is brought forward, or put back
     * @param runsPrograms whether the version that runs, or one before it, may run programs, or might be allowed to
     * @param othersDoNotFit whether the version that runs cannot go on beside another skill that changes with it
     */
    public record Switch(
            boolean sideBySide, boolean hasData, boolean dataChanges, boolean runsPrograms, boolean othersDoNotFit) {}

    public static boolean callersWait(Switch how) {
        return how.dataChanges() || how.runsPrograms() || how.othersDoNotFit() || (how.hasData() && !how.sideBySide());
    }
}
