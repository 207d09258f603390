package net.chingtech.ctos.gateways.internal;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.framework.ServicePermission;

/**
 * Acts with the container's own rights where a skill stands on the stack: first everybody on the stack must be allowed to
 * use the gateway, only then does the gateway act for its skill.
 */
final class Privileged {

    private Privileged() {}

    /** What is done with the container's rights. */
    interface Work<T> {
        T run() throws ToolException;
    }

    /**
     * @param gateway class name of the gateway's service
     * @param denied code of the refusal
     */
    static void check(Class<?> gateway, String denied) throws ToolException {
        SecurityManager manager = System.getSecurityManager();
        if (manager == null) {
            return;
        }
        try {
            manager.checkPermission(new ServicePermission(gateway.getName(), ServicePermission.GET));
        } catch (SecurityException e) {
            throw new ToolException(denied, "This skill was not granted " + gateway.getSimpleName() + ".", e);
        }
    }

    static <T> T run(PrivilegedAction<T> work) {
        return AccessController.doPrivileged(work);
    }

    static <T> T call(Work<T> work) throws ToolException {
        try {
            return AccessController.doPrivileged((PrivilegedExceptionAction<T>) work::run);
        } catch (PrivilegedActionException e) {
            throw (ToolException) e.getCause();
        }
    }
}
