package net.chingtech.ctos.guard;

import java.security.Permission;
import java.security.Policy;
import java.security.ProtectionDomain;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.framework.ProviderDoor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.condpermadmin.ConditionalPermissionAdmin;
import org.osgi.service.condpermadmin.ConditionalPermissionUpdate;
import org.osgi.service.permissionadmin.PermissionAdmin;

/**
 * The OSGi security layer. It fails open in more than one way (no extension, an empty table), so the framework goes on
 * only when it was seen to be there.
 */
public final class SecurityLayer {

    /** The first Java without a SecurityManager, and so without this layer. */
    public static final int GONE_SINCE = 24;

    /** The name of the extension in bundles/. */
    public static final String EXTENSION = "org.apache.felix.framework.security";

    /**
     * The one row of the framework-wide table: everything but skills may do everything. Nothing in it is for skills; what
     * they may do stands in PermissionAdmin, by location, where a check costs the same however many there are.
     */
    private static final String PLATFORM =
            "ALLOW { [ org.osgi.service.condpermadmin.BundleLocationCondition \"skill:*\" \"!\" ]"
                    + " ( java.security.AllPermission ) } \"platform\"";

    /** In the framework's class loader, since the extension's classes are looked for there. */
    public static final String PACKAGES = "org.osgi.service.condpermadmin;version=1.1.2,"
            + "org.osgi.service.permissionadmin;version=1.2.1,net.chingtech.ctos.guard;version=1.0.0";

    private SecurityLayer() {}

    public static boolean isPossible() {
        return Runtime.version().feature() < GONE_SINCE;
    }

    /** Before the framework is made: Java's own policy forbids nothing, bundles are held by the framework's. */
    public static void prepare(Map<String, String> properties) {
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
     * @throws SecurityLayerMissing when it is not there: the framework must not be started
     */
    public static void close(BundleContext framework) throws SecurityLayerMissing {
        ServiceReference<ConditionalPermissionAdmin> reference =
                framework.getServiceReference(ConditionalPermissionAdmin.class);
        ConditionalPermissionAdmin admin = reference == null ? null : framework.getService(reference);
        if (admin == null || !(System.getSecurityManager() instanceof SkillGuard guard)) {
            throw new SecurityLayerMissing("the framework has no ConditionalPermissionAdmin or no SecurityManager");
        }
        ConditionalPermissionUpdate update = admin.newConditionalPermissionUpdate();
        update.getConditionalPermissionInfos().clear();
        update.getConditionalPermissionInfos().add(admin.newConditionalPermissionInfo(PLATFORM));
        if (!update.commit()) {
            throw new SecurityLayerMissing("the permission table could not be written");
        }
        framework.ungetService(reference);
        holdSkills(framework, guard);
    }

    /** From here on the table of skills answers for them, and the framework's own for everybody else. */
    private static void holdSkills(BundleContext framework, SkillGuard guard) throws SecurityLayerMissing {
        ServiceReference<PermissionAdmin> reference = framework.getServiceReference(PermissionAdmin.class);
        if (reference == null) {
            throw new SecurityLayerMissing("the framework has no PermissionAdmin");
        }
        Denials denials = new Denials(framework);
        SkillTable table = new SkillTable(framework.getService(reference), denials);
        try {
            framework.addServiceListener(denials, "(objectClass=" + DenialListener.class.getName() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is ours", e);
        }
        if (!ProviderDoor.open(framework.getBundle(0), table)) {
            throw new SecurityLayerMissing("the framework has no security provider");
        }
        Dictionary<String, Object> before = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE));
        framework.registerService(PermissionAdmin.class, table, before);
        framework.registerService(SkillThreads.class, guard, null);
    }
}
