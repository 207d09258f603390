package net.chingtech.ctos.child.framework;

import java.util.List;
import net.chingtech.ctos.wire.RpcError;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/** What the skill at a location may do, where the JVM has a security layer. */
public interface Rights {

    /**
     * Replaces them.
     *
     * @param rights each type, name and actions of a permission
     */
    void set(List<List<String>> rights) throws RpcError;

    /** The rights of one skill in a framework. */
    static Rights of(ChildFramework framework, String location) {
        if (!framework.isSecured()) {
            return rights -> {
                // The sandbox alone holds the skill.
            };
        }
        PermissionAdmin admin = framework.service(PermissionAdmin.class);
        return rights -> {
            PermissionInfo[] infos = new PermissionInfo[rights.size()];
            for (int i = 0; i < infos.length; i++) {
                infos[i] = info(rights.get(i));
            }
            admin.setPermissions(location, infos);
        };
    }

    private static PermissionInfo info(List<String> right) throws RpcError {
        try {
            return new PermissionInfo(right.get(0), right.get(1), right.get(2));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw RpcError.parameters("A right is not type, name and actions.");
        }
    }
}
