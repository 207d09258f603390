package net.chingtech.ctos.provisioning.agent.journal;

/** What happens to one skill in a transaction. */
public enum ItemKind {
    INSTALL("skill_installed"),
    UPDATE("skill_updated"),
    ROLLBACK("skill_rolled_back"),
    UNINSTALL("skill_uninstalled"),
    RESTART("skill_restarted"),
    /** The installed release starts anew with other settings. */
    CONFIGURE("skill_configured");

    private final String done;

    ItemKind(String done) {
        this.done = done;
    }

    /** What the audit log calls it once it is the truth. */
    public String done() {
        return done;
    }
}
