package net.chingtech.ctos.guard;

import java.security.AllPermission;
import java.security.Permission;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.framework.ProviderDoor;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/**
 * PermissionAdmin for the locations of skills; all other locations stay with the framework's own. An entry is replaced as a
 * whole and at once, costs nothing but its own making, and is forgotten with the process: who runs skills writes it anew.
 */
final class SkillTable implements PermissionAdmin, ProviderDoor.Evaluator {

    private static final Permission ALL = new AllPermission();

    private record Entry(PermissionInfo[] infos, SkillPermissions permissions) {}

    private final PermissionAdmin others;
    private final Denials denials;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    SkillTable(PermissionAdmin others, Denials denials) {
        this.others = others;
        this.denials = denials;
    }

    @Override
    public boolean holds(String location) {
        return location.startsWith(SkillGuard.SKILL);
    }

    @Override
    public boolean implies(String location, long bundleId, Permission permission, boolean attempt) {
        Entry entry = entries.get(location);
        SkillPermissions permissions = entry == null ? SkillPermissions.NOTHING : entry.permissions();
        boolean implied = permissions.implies(permission, bundleId);
        if (!implied && attempt) {
            denials.tell(location, permission);
        }
        return implied;
    }

    /** @throws IllegalArgumentException when a permission cannot be made; the entry before stays */
    @Override
    public void setPermissions(String location, PermissionInfo[] permissions) {
        if (!holds(location)) {
            others.setPermissions(location, permissions);
            return;
        }
        check();
        if (permissions == null) {
            entries.remove(location);
        } else {
            PermissionInfo[] infos = permissions.clone();
            entries.put(location, new Entry(infos, SkillPermissions.of(infos)));
        }
    }

    @Override
    public PermissionInfo[] getPermissions(String location) {
        if (!holds(location)) {
            return others.getPermissions(location);
        }
        Entry entry = entries.get(location);
        return entry == null ? null : entry.infos().clone();
    }

    @Override
    public String[] getLocations() {
        Set<String> all = new TreeSet<>(entries.keySet());
        String[] more = others.getLocations();
        if (more != null) {
            all.addAll(Set.of(more));
        }
        return all.isEmpty() ? null : all.toArray(new String[0]);
    }

    @Override
    public PermissionInfo[] getDefaultPermissions() {
        return others.getDefaultPermissions();
    }

    @Override
    public void setDefaultPermissions(PermissionInfo[] permissions) {
        others.setDefaultPermissions(permissions);
    }

    private static void check() {
        SecurityManager manager = System.getSecurityManager();
        if (manager != null) {
            manager.checkPermission(ALL);
        }
    }
}
