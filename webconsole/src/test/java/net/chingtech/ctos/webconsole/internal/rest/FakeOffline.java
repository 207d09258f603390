package net.chingtech.ctos.webconsole.internal.rest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.OfflineSwitch;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** The switch in memory. */
final class FakeOffline implements OfflineSwitch {

    volatile boolean on;
    /** Why it cannot be switched, or null. */
    volatile Problem problem;

    final List<String> switched = new CopyOnWriteArrayList<>();

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public void set(boolean wanted, String actor) throws ProvisioningException {
        if (problem != null) {
            throw new ProvisioningException(problem);
        }
        on = wanted;
        switched.add(actor + " " + wanted);
    }
}
