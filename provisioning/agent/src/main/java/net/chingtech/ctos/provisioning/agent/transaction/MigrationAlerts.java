package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.plan.Moving;
import net.chingtech.ctos.provisioning.agent.plan.Part;

/** Tells administrators of migrations that failed; of many skills nobody looks at each. */
final class MigrationAlerts {

    private MigrationAlerts() {}

    static void of(Group group, Outcome outcome, Alerts alerts) {
        if (outcome.isDone() || outcome.problem().code().equals("cancelled")) {
            return;
        }
        for (Work work : group.works()) {
            Part part = work.part();
            if (part.leaves() != null) {
                Problem why = outcome.problem();
                alerts.raiseAndRecord(
                        Alert.Level.WARNING,
                        work.id(),
                        work.id() + "@" + work.from(),
                        failed(part.leaves(), work, why));
            }
        }
    }

    private static Problem failed(Moving.There moving, Work legacy, Problem why) {
        return new Problem(
                why.status(),
                "migration_failed",
                legacy.item().name() + " (" + legacy.id() + ") could not be migrated to " + moving.follower()
                        + ", and all is as it was: " + why.detail(),
                why.nextStep() + " Then migrate it again: ./ctos migrate --apply " + legacy.id() + ".",
                why.more());
    }
}
