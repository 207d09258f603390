package net.chingtech.ctos.itest;

import net.chingtech.ctos.guard.SecurityLayer;
import net.chingtech.ctos.guard.SecurityLayerMissing;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Closes the security layer, as the container's launcher does. */
public final class PermissionTable implements BundleActivator {

    @Override
    public void start(BundleContext context) throws SecurityLayerMissing {
        SecurityLayer.close(context);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework ends with the test.
    }
}
