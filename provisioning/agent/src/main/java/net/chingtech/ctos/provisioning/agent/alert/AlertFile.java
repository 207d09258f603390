package net.chingtech.ctos.provisioning.agent.alert;

import java.util.List;
import net.chingtech.ctos.provisioning.Alert;

/** {@code skills/alerts.json}. */
record AlertFile(int format, List<Alert> alerts) {

    static final int FORMAT = 1;

    AlertFile {
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
    }
}
