package net.chingtech.ctos.itest;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.condpermadmin.ConditionalPermissionAdmin;
import org.osgi.service.condpermadmin.ConditionalPermissionUpdate;

/** Commits the container's one permission row, as its launcher does: all for everybody but skills. */
public final class PermissionTable implements BundleActivator {

    private static final String ROW =
            "ALLOW { [ org.osgi.service.condpermadmin.BundleLocationCondition \"skill:*\" \"!\" ]"
                    + " ( java.security.AllPermission ) } \"platform\"";

    @Override
    public void start(BundleContext context) {
        ConditionalPermissionAdmin admin =
                context.getService(context.getServiceReference(ConditionalPermissionAdmin.class));
        ConditionalPermissionUpdate update = admin.newConditionalPermissionUpdate();
        update.getConditionalPermissionInfos().clear();
        update.getConditionalPermissionInfos().add(admin.newConditionalPermissionInfo(ROW));
        if (!update.commit()) {
            throw new IllegalStateException("the permission table was not taken");
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The framework ends with the test.
    }
}
