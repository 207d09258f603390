package net.chingtech.ctos.provisioning.agent.alert;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.agent.store.Damage;

/** Tells administrators of files that could not be read at the start, and what is in their place. */
public final class DamageAlerts {

    private final Alerts alerts;

    public DamageAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /** One alert for each file. */
    public void tell(List<Damage> damages) {
        for (Damage damage : damages) {
            alerts.raiseAndRecord(
                    Alert.Level.DANGER,
                    null,
                    String.valueOf(damage.file().getFileName()),
                    new Problem(
                            500,
                            "registry_rebuilt",
                            "A file of the container was damaged and made anew. " + damage.words(),
                            "Look after the disk and what else writes there; read which skills run, and what they may do."));
        }
    }
}
