package org.example.probe;

import java.security.AccessController;
import java.security.Permission;
import java.util.function.Predicate;

/** Whether code of its bundle has a permission, as the JVM asks it. */
public final class Probe implements Predicate<Permission> {

    @Override
    public boolean test(Permission permission) {
        try {
            AccessController.checkPermission(permission);
            return true;
        } catch (SecurityException e) {
            return false;
        }
    }
}
