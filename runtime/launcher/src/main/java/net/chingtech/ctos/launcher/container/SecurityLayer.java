package net.chingtech.ctos.launcher.container;

import java.security.Permission;
import java.security.Policy;
import java.security.ProtectionDomain;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.condpermadmin.ConditionalPermissionAdmin;
import org.osgi.service.condpermadmin.ConditionalPermissionUpdate;

/**
 * The OSGi security layer. It fails open in more than one way (no extension, an empty table), so the framework goes on
 * only when it was seen to be there.
 */
final class SecurityLayer {

    /** The first Java without a SecurityManager, and so without this layer. */
    static final int GONE_SINCE = 24;

    /** The name of the extension in bundles/. */
    static final String EXTENSION = "org.apache.felix.framework.security";

    /**
     * The one row of the framework-wide table: everything but skills may do everything. Nothing in it is for skills; what
     * they may do stands in PermissionAdmin, by location, where a check costs the same however many there are.
     */
    private static final String PLATFORM =
            "ALLOW { [ org.osgi.service.condpermadmin.BundleLocationCondition \"skill:*\" \"!\" ]"
                    + " ( java.security.AllPermission ) } \"platform\"";

    /** In the framework's class loader, since the extension's classes are looked for there. */
    static final String PACKAGES =
            "org.osgi.service.condpermadmin;version=1.1.2,org.osgi.service.permissionadmin;version=1.2.1";

    private SecurityLayer() {}

    static boolean isPossible() {
        return Runtime.version().feature() < GONE_SINCE;
    }

    /** Before the framework is made: Java's own policy forbids nothing, bundles are held by the framework's. */
    static void prepare(Map<String, String> properties) {
        Policy.setPolicy(new Policy() {
            @Override
            public boolean implies(ProtectionDomain domain, Permission permission) {
                return true;
            }
        });
        properties.put(Constants.FRAMEWORK_SECURITY, SkillGuard.class.getName());
    }

    /**
     * Writes the table, once the extension is installed and before any other bundle is.
     *
     * @throws CommandFailed {@code security_layer_missing}
     */
    static void close(BundleContext framework) throws CommandFailed {
        ServiceReference<ConditionalPermissionAdmin> reference =
                framework.getServiceReference(ConditionalPermissionAdmin.class);
        ConditionalPermissionAdmin admin = reference == null ? null : framework.getService(reference);
        if (admin == null || !(System.getSecurityManager() instanceof SkillGuard)) {
            throw missing("the framework has no ConditionalPermissionAdmin or no SecurityManager");
        }
        ConditionalPermissionUpdate update = admin.newConditionalPermissionUpdate();
        update.getConditionalPermissionInfos().clear();
        update.getConditionalPermissionInfos().add(admin.newConditionalPermissionInfo(PLATFORM));
        if (!update.commit()) {
            throw missing("the permission table could not be written");
        }
        framework.ungetService(reference);
    }

    private static CommandFailed missing(String why) {
        return new CommandFailed(
                "security_layer_missing",
                "the OSGi security layer did not come up: " + why,
                "Build the distribution again; nothing is started without it on this Java");
    }
}
