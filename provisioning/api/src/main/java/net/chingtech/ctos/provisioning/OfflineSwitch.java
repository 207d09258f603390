package net.chingtech.ctos.provisioning;

import org.osgi.annotation.versioning.ProviderType;

/** Where an administrator says that the hubs are left alone; that outlasts a start of the container. A service. */
@ProviderType
public interface OfflineSwitch extends Offline {

    /**
     * Switches it; what a hub is being asked at that moment is still answered. Nothing to do when it is so already.
     *
     * @param actor who said so
     * @throws ProvisioningException {@code disk_full} and the like; nothing changed then
     */
    void set(boolean on, String actor) throws ProvisioningException;
}
