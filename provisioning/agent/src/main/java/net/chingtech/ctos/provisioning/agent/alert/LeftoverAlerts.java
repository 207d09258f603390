package net.chingtech.ctos.provisioning.agent.alert;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;

/** Tells administrators of what could not be cleared away; all else goes on. */
public final class LeftoverAlerts {

    private final Alerts alerts;

    public LeftoverAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /**
     * One alert for all.
     *
     * @param left what is left, and why
     */
    public void tell(List<String> left) {
        if (!left.isEmpty()) {
            alerts.raiseOnceAndRecord(
                    Alert.Level.WARNING,
                    null,
                    "container",
                    new Problem(
                            500,
                            "leftovers_remain",
                            "Not all that changes of before left behind could be cleared away, such as the data of a"
                                    + " skill that was uninstalled. It is: " + String.join("; ", left) + ".",
                            "Mend what is named there, such as the disk or the database; it is tried again, at"
                                    + " the latest when the container starts again."));
        }
    }
}
