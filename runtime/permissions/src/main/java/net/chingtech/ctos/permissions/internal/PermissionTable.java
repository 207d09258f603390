package net.chingtech.ctos.permissions.internal;

import java.util.List;
import net.chingtech.ctos.permissions.Right;
import net.chingtech.ctos.runtime.StagedSkill;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/** The security layer's table of rights by location. Touched only where the layer is there: its types are optional. */
final class PermissionTable {

    private final PermissionAdmin admin;

    private PermissionTable(PermissionAdmin admin) {
        this.admin = admin;
    }

    /** The table of this framework, or null when the security layer is not installed. */
    static PermissionTable of(BundleContext context) {
        ServiceReference<PermissionAdmin> reference = context.getServiceReference(PermissionAdmin.class);
        return reference == null ? null : new PermissionTable(context.getService(reference));
    }

    void set(String location, List<Right> rights) {
        admin.setPermissions(
                location,
                rights.stream()
                        .map(r -> new PermissionInfo(r.type(), r.name(), r.actions()))
                        .toArray(PermissionInfo[]::new));
    }

    void forget(String location) {
        admin.setPermissions(location, null);
    }

    void forgetSkills() {
        String[] locations = admin.getLocations();
        if (locations == null) {
            return;
        }
        for (String location : locations) {
            if (location.startsWith(StagedSkill.LOCATION_PREFIX)) {
                forget(location);
            }
        }
    }
}
