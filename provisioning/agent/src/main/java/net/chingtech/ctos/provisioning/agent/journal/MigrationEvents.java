package net.chingtech.ctos.provisioning.agent.journal;

/** What the audit log calls migrations of legacy skills, beside what it says of each of the two skills. */
public final class MigrationEvents {

    public static final String DONE = "skill_migrated";
    public static final String UNDONE = "migration_undone";
    public static final String FAILED = "skill_migrate_failed";
    public static final String UNDO_FAILED = "migration_undo_failed";

    private MigrationEvents() {}
}
