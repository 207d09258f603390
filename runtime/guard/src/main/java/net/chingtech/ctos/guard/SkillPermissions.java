package net.chingtech.ctos.guard;

import java.io.File;
import java.io.FilePermission;
import java.lang.reflect.Constructor;
import java.security.Permission;
import java.security.PermissionCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PropertyPermission;
import org.osgi.framework.AdminPermission;
import org.osgi.framework.CapabilityPermission;
import org.osgi.framework.PackagePermission;
import org.osgi.framework.ServicePermission;
import org.osgi.service.permissionadmin.PermissionInfo;

/**
 * What one location may do, made once and never changed: a check is a look into one small collection. It answers as
 * PermissionAdmin does for the same entry, except that a skill gets nothing of the framework's own storage area for its
 * bundle, because no quota is held there.
 */
final class SkillPermissions {

    /** Of a location without an entry, or with an empty one: not even what every bundle has. */
    static final SkillPermissions NOTHING = new SkillPermissions(List.of());

    /** What the framework grants to each bundle, see the chapter "Implied Permissions" of OSGi Core. */
    private static final List<Permission> IMPLIED = List.of(
            new PropertyPermission("org.osgi.framework.*", "read"),
            new CapabilityPermission(
                    "(|(capability.namespace=osgi.ee)(capability.namespace=osgi.native))",
                    CapabilityPermission.REQUIRE),
            new PackagePermission("(package.name=java.*)", PackagePermission.IMPORT),
            new ServicePermission("org.osgi.service.condition.Condition", ServicePermission.GET));

    private static final String OF_ITSELF = AdminPermission.CLASS + "," + AdminPermission.METADATA + ","
            + AdminPermission.RESOURCE + "," + AdminPermission.CONTEXT;

    private record OfItself(long bundleId, Permission permission) {}

    /** Each alone: the actions of two entries do not add up, as they do not in PermissionAdmin. */
    private final List<FilePermission> files = new ArrayList<>();

    private final Map<Class<?>, PermissionCollection> others = new HashMap<>();
    private volatile OfItself ofItself;

    private SkillPermissions(List<Permission> permissions) {
        for (Permission permission : permissions) {
            if (permission instanceof FilePermission file) {
                files.add(file);
            } else {
                collect(permission);
            }
        }
        others.values().forEach(PermissionCollection::setReadOnly);
    }

    private void collect(Permission permission) {
        others.computeIfAbsent(permission.getClass(), type -> permission.newPermissionCollection())
                .add(permission);
    }

    /**
     * Compiles an entry.
     *
     * @throws IllegalArgumentException when it names a permission that cannot be made; then there is no entry
     */
    static SkillPermissions of(PermissionInfo[] entry) {
        if (entry.length == 0) {
            return NOTHING;
        }
        List<Permission> permissions = new ArrayList<>(IMPLIED);
        for (PermissionInfo info : entry) {
            permissions.add(make(info));
        }
        return new SkillPermissions(permissions);
    }

    private static Permission make(PermissionInfo info) {
        if (info.getType().equals(FilePermission.class.getName()) && !new File(info.getName()).isAbsolute()) {
            throw new IllegalArgumentException("a skill's file has an absolute path: " + info);
        }
        try {
            Class<? extends Permission> type = Class.forName(
                            info.getType(), true, SkillPermissions.class.getClassLoader())
                    .asSubclass(Permission.class);
            Constructor<? extends Permission> constructor = type.getConstructor(String.class, String.class);
            Permission permission = constructor.newInstance(info.getName(), info.getActions());
            if (permission.newPermissionCollection() == null) {
                throw new IllegalArgumentException("not a permission of this table: " + info);
            }
            return permission;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("not a permission of this table: " + info, e);
        }
    }

    boolean implies(Permission permission, long bundleId) {
        if (this == NOTHING) {
            return false;
        }
        if (permission.getClass() == FilePermission.class) {
            for (FilePermission file : files) {
                if (file.implies(permission)) {
                    return true;
                }
            }
            return false;
        }
        PermissionCollection collection = others.get(permission.getClass());
        if (collection != null && collection.implies(permission)) {
            return true;
        }
        return permission.getClass() == AdminPermission.class
                && ofItself(bundleId).implies(permission);
    }

    private Permission ofItself(long bundleId) {
        OfItself known = ofItself;
        if (known == null || known.bundleId() != bundleId) {
            known = new OfItself(bundleId, new AdminPermission("(id=" + bundleId + ")", OF_ITSELF));
            ofItself = known;
        }
        return known.permission();
    }
}
