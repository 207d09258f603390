package net.chingtech.ctos.provisioning.agent.quarantine;

import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.agent.problem.Reason;
import net.chingtech.ctos.provisioning.agent.store.Entry;

/** What is said of a skill that was revoked: to administrators and to whoever lists the skills. */
public final class QuarantineWords {

    public static final String CODE = "release_revoked";

    private QuarantineWords() {}

    /** Why a skill in quarantine does not run, and the ways on. */
    public static Problem of(Entry entry) {
        return new Problem(
                409,
                CODE,
                entry.current().name() + " " + entry.current().version() + " was revoked by "
                        + entry.quarantined().saidBy() + " and stopped. The reason given: "
                        + Reason.quoted(entry.quarantined().reason()),
                "Update it, go back a version or uninstall it; its files and data are kept. When the revocation was taken"
                        + " back, start it with ./ctos restart " + entry.id()
                        + "; to run it all the same, with ./ctos restart " + entry.id() + " --revoked.");
    }
}
