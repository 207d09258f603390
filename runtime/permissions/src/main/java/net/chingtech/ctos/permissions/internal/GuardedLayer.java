package net.chingtech.ctos.permissions.internal;

import java.security.Permission;
import java.util.List;
import net.chingtech.ctos.guard.DenialListener;
import net.chingtech.ctos.guard.SkillThreads;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.permissions.Right;
import net.chingtech.ctos.runtime.StagedSkill;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/**
 * The security layer as the guard of this framework closed it: rights by location, threads of skills, and what was denied.
 * Touched only where the layer is there: its types are optional.
 */
final class GuardedLayer {

    private final BundleContext context;
    private final PermissionAdmin admin;
    private final SkillThreads threads;

    private GuardedLayer(BundleContext context, PermissionAdmin admin, SkillThreads threads) {
        this.context = context;
        this.admin = admin;
        this.threads = threads;
    }

    /** The layer of this framework, or null when it is not installed, or nobody closed it. */
    static GuardedLayer of(BundleContext context) {
        ServiceReference<PermissionAdmin> table = context.getServiceReference(PermissionAdmin.class);
        ServiceReference<SkillThreads> threads = context.getServiceReference(SkillThreads.class);
        return table == null || threads == null
                ? null
                : new GuardedLayer(context, context.getService(table), context.getService(threads));
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
        threads.forget(location);
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

    List<Thread> threads(String location) {
        return threads.of(location);
    }

    /** For as long as this bundle is active. */
    void onDenied(Fence.Watch watch) {
        DenialListener listener = (location, permission) ->
                watch.denied(location, permission.getClass().getName(), attempt(permission));
        context.registerService(DenialListener.class, listener, null);
    }

    private static String attempt(Permission permission) {
        // Only a permission of the JVM or the framework is asked for words of its own; any other may be the skill's.
        boolean known = permission.getClass().getClassLoader() == null
                || permission.getClass().getClassLoader() == Permission.class.getClassLoader()
                || permission.getClass().getName().startsWith("org.osgi.framework.");
        String actions = known ? permission.getActions() : "";
        return (actions == null || actions.isEmpty() ? "" : actions + " ") + permission.getName();
    }
}
