package net.chingtech.ctos.provisioning.agent.alert;

import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.runtime.AuditLog;

/** Tells administrators of a record that is not what was written. */
public final class AuditAlert {

    private final Alerts alerts;
    private final AuditLog audit;

    public AuditAlert(Alerts alerts, AuditLog audit) {
        this.alerts = alerts;
        this.audit = audit;
    }

    /** Reads the whole record; one alert for the first line that does not hold. */
    public void look() {
        AuditLog.Verdict found = audit.verify();
        if (!found.whole()) {
            alerts.raiseOnceAndRecord(
                    Alert.Level.DANGER,
                    null,
                    "container",
                    new Problem(
                            500,
                            "audit_broken",
                            "The record of what was done to this container is broken: " + found.detail() + ".",
                            "Keep it as evidence with ./ctos audit export FILE, compare it with an earlier copy, and look"
                                    + " who can write into the container's home."));
        }
    }
}
