package net.chingtech.escape;

import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.DomainCombiner;
import java.security.Permission;
import java.security.PermissionCollection;
import java.security.Permissions;
import java.security.Policy;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.List;

/** The security layer itself, and the providers of cryptography. */
@SuppressWarnings("removal") // Tried as long as there is one.
final class SecurityWays {

    private SecurityWays() {}

    /** A provider that would hand out bad keys to everybody. */
    private static final class Weak extends Provider {
        private static final long serialVersionUID = 1L;

        Weak() {
            super("Weak", "1", "on purpose");
        }
    }

    /** Says yes to everything. */
    private static final class Yes extends Policy {
        @Override
        public boolean implies(ProtectionDomain domain, Permission permission) {
            return true;
        }

        @Override
        public PermissionCollection getPermissions(CodeSource source) {
            return rights();
        }
    }

    static List<Attempt> all() {
        return List.of(
                new Attempt("security.manager", "take the SecurityManager away, then read a secret", w -> {
                    System.setSecurityManager(null);
                    return w.loot();
                }),
                new Attempt("security.own_manager", "set a SecurityManager of its own", w -> {
                    System.setSecurityManager(new SecurityManager() {
                        @Override
                        public void checkPermission(Permission permission) {
                            // Says yes to everything.
                        }
                    });
                    return w.loot();
                }),
                new Attempt("security.policy", "set a policy that allows everything", w -> {
                    Policy.setPolicy(new Yes());
                    return w.loot();
                }),
                new Attempt("security.policy_read", "read the policy", w -> w.reached(Policy.getPolicy())),
                new Attempt(
                        "security.context",
                        "read a secret in a context with all rights",
                        w -> AccessController.doPrivileged(
                                (PrivilegedAction<String>) () -> ThreadWays.unchecked(w),
                                new AccessControlContext(new ProtectionDomain[] {allowed()}))),
                new Attempt("security.combiner", "read a secret in a context that combines to all rights", w -> {
                    DomainCombiner combiner = (current, assigned) -> new ProtectionDomain[] {allowed()};
                    AccessControlContext context = new AccessControlContext(AccessController.getContext(), combiner);
                    return AccessController.doPrivileged(
                            (PrivilegedAction<String>) () -> ThreadWays.unchecked(w), context);
                }),
                new Attempt(
                        "security.domain",
                        "read its own protection domain",
                        w -> w.reached(World.class.getProtectionDomain())),
                new Attempt("security.provider", "put a provider of its own first", w -> {
                    Security.insertProviderAt(new Weak(), 1);
                    return World.TRIED;
                }),
                new Attempt("security.provider_removed", "remove the JDK's own provider", w -> {
                    Security.removeProvider("SunJCE");
                    return World.TRIED;
                }),
                new Attempt("security.provider_changed", "change the JDK's own provider", w -> {
                    Provider provider = Security.getProvider("SUN");
                    provider.put("MessageDigest.SHA-256", "net.chingtech.escape.Weak");
                    return w.reached(provider.get("MessageDigest.SHA-256"));
                }),
                new Attempt("security.property", "change a security property", w -> {
                    Security.setProperty("keystore.type", "escape");
                    return w.reached("set");
                }),
                new Attempt("security.tls", "set the TLS context of everybody", w -> {
                    Class<?> type = World.type("javax.net.ssl.SSLContext");
                    Object usual = type.getMethod("getDefault").invoke(null);
                    type.getMethod("setDefault", type).invoke(null, usual);
                    return w.reached("set");
                }));
    }

    private static PermissionCollection rights() {
        Permissions all = new Permissions();
        all.add(new AllPermission());
        return all;
    }

    private static ProtectionDomain allowed() {
        return new ProtectionDomain(new CodeSource(null, (Certificate[]) null), rights());
    }
}
