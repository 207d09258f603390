package net.chingtech.ctos.provisioning.agent.plan;

import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.runtime.HostLevel;

/** One item of a plan in one line, with all that is unusual about it. */
final class SummaryLine {

    private SummaryLine() {}

    static String of(Plan.Item item, boolean purge) {
        StringBuilder line = new StringBuilder(what(item, purge));
        if (item.flags().contains(Plan.Flag.UNVERIFIED)) {
            line.append(
                    item.id().isLegacy()
                            ? "; nobody signed it, and its digest is sha256:" + item.sha256()
                            : "; nobody vouches for its publisher, whose key is sha256:" + item.keyId());
        }
        if (item.flags().contains(Plan.Flag.SUSPICIOUS)) {
            line.append("; its source says that it looks dangerous");
        }
        if (item.flags().contains(Plan.Flag.NEW_KEY)) {
            Plan.KeyChange change = item.trust().keyChange();
            line.append("; the publisher's key is new: sha256:")
                    .append(change.pinned())
                    .append(" before, sha256:")
                    .append(change.now())
                    .append(" now, says the ")
                    .append(change.vouchedBy().replace('_', ' '));
        }
        if (item.flags().contains(Plan.Flag.REVOKED)) {
            line.append("; it was revoked: ").append(item.trust().revoked().reason());
        }
        if (item.flags().contains(Plan.Flag.WEAKER_HOST)) {
            line.append("; it is held less well than it should be");
        }
        if (item.to() != null && item.hostBefore() != null && !item.host().equals(item.hostBefore())) {
            line.append("; it moves ")
                    .append(
                            item.host().equals(Hosts.word(HostLevel.PROCESS))
                                    ? "to a process of its own"
                                    : "into the container's framework");
        }
        effects(item.effects(), line);
        if (item.callersWait()) {
            line.append("; its callers wait for a moment");
        }
        return line.append('.').toString();
    }

    private static void effects(Plan.Effects effects, StringBuilder line) {
        if (!effects.reachGained().isEmpty()) {
            line.append("; it reaches more than today: ").append(String.join(", ", effects.reachGained()));
        }
        if (!effects.migrations().isEmpty()) {
            line.append("; ").append(String.join(", ", effects.migrations()));
        }
        if (effects.failedBefore() != null) {
            line.append("; this very release failed here before (")
                    .append(effects.failedBefore().code())
                    .append(')');
        }
    }

    private static String what(Plan.Item item, boolean purge) {
        String what = item.name() + " (" + item.id() + ")";
        String whence = item.source().equals(Change.DISK) ? " in a file" : " by " + item.source();
        String who = ", from " + item.publisher() + " (" + item.tier().wire() + ")" + whence;
        return switch (item.kind()) {
            case INSTALL ->
                "Install " + what + " " + item.to() + who
                        + (item.requestedBy() == null ? "" : ", because " + item.requestedBy() + " needs it");
            case UPDATE ->
                "Update " + what + " from " + item.from() + " to " + item.to() + who
                        + (item.requestedBy() == null ? "" : ", because of " + item.requestedBy());
            case ROLLBACK -> "Go back with " + what + " from " + item.from() + " to " + item.to();
            case RESTART -> "Start " + what + " " + item.to() + " again";
            case UNINSTALL ->
                "Uninstall " + what + " " + item.from()
                        + (purge ? " and delete its data" : "; its data is kept for 30 days");
        };
    }
}
