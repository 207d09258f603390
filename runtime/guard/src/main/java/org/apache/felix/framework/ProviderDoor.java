package org.apache.felix.framework;

import java.security.AllPermission;
import java.security.Permission;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.framework.ext.SecurityProvider;
import org.osgi.framework.Bundle;

/**
 * Puts an evaluator of permissions before the one of framework.security. Felix takes one from its own package alone, which
 * is how framework.security comes in, too; nothing else of Felix is touched.
 *
 * <p>The provider before looks at every bundle on the stack, with a few hundred objects for each; that is most of what a
 * check costs. Here a bundle that it found to have all permissions is not asked about again, and bundles that the evaluator
 * holds are not asked about at all.
 */
public final class ProviderDoor {

    private ProviderDoor() {}

    /** Answers for some bundles in place of the framework's tables. */
    public interface Evaluator {

        /** Whether the bundle at this location is this evaluator's. */
        boolean holds(String location);

        /**
         * Whether a bundle of this evaluator's has a permission.
         *
         * @param attempt whether code needs it now; otherwise the framework only asks
         */
        boolean implies(String location, long bundleId, Permission permission, boolean attempt);
    }

    /**
     * Puts it in force.
     *
     * @param framework the system bundle
     * @return false when the framework has no security provider; then nothing was changed
     */
    public static boolean open(Bundle framework, Evaluator evaluator) {
        if (!(framework instanceof Felix felix) || felix.getSecurityProvider() == null) {
            return false;
        }
        felix.setSecurityProvider(new Provider(felix.getSecurityProvider(), evaluator));
        return true;
    }

    private static final class Provider implements SecurityProvider {

        private static final Permission ALL = new AllPermission();

        private final SecurityProvider before;
        private final Evaluator evaluator;
        /** Each revision of a bundle has a domain of its own. Bundles of the platform come and go with the process. */
        private final Map<ProtectionDomain, Boolean> mayDoEverything = new ConcurrentHashMap<>();

        Provider(SecurityProvider before, Evaluator evaluator) {
            this.before = before;
            this.evaluator = evaluator;
        }

        @Override
        public boolean hasBundlePermission(ProtectionDomain domain, Permission permission, boolean direct) {
            BundleImpl bundle = ((BundleProtectionDomain) domain).getBundle();
            if (bundle == null) {
                return false;
            }
            if (bundle.getBundleId() == 0) {
                return true;
            }
            String location = bundle._getLocation();
            if (evaluator.holds(location)) {
                return evaluator.implies(location, bundle.getBundleId(), permission, !direct);
            }
            // Always as a direct question: an indirect one is remembered until all domains of the stack were asked, and
            // some of them never are.
            return mayDoEverything(domain) || before.hasBundlePermission(domain, permission, true);
        }

        private boolean mayDoEverything(ProtectionDomain domain) {
            Boolean known = mayDoEverything.get(domain);
            if (known == null) {
                known = before.hasBundlePermission(domain, ALL, true);
                mayDoEverything.put(domain, known);
            }
            return known;
        }

        @Override
        public Object getSignerMatcher(Bundle bundle, int signersType) {
            return before.getSignerMatcher(bundle, signersType);
        }

        @Override
        public void checkBundle(Bundle bundle) throws Exception {
            before.checkBundle(bundle);
        }
    }
}
