package net.chingtech.ctos.host.internal.hooks;

import java.util.Collection;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.permissions.SkillRights;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** A skill wires to the API packages and the allowed capabilities of the platform, and nobody wires to a skill. */
final class WiringHook implements ResolverHookFactory, ResolverHook {

    /** Needed by every bundle, offered by the framework alone. */
    private static final Collection<String> OF_THE_FRAMEWORK = java.util.List.of("osgi.ee", "osgi.native");

    private final SkillBundles skills;

    WiringHook(SkillBundles skills) {
        this.skills = skills;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        Bundle asks = requirement.getRevision().getBundle();
        boolean skillAsks = skills.isSkill(asks);
        candidates.removeIf(candidate -> {
            Bundle offers = candidate.getRevision().getBundle();
            if (skills.isSkill(offers)) {
                return true;
            }
            return skillAsks && !isAllowed(candidate, offers);
        });
    }

    private static boolean isAllowed(BundleCapability candidate, Bundle offers) {
        String namespace = candidate.getNamespace();
        if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            String name = String.valueOf(candidate.getAttributes().get(namespace));
            return SkillHeaders.API_PACKAGES.contains(name) || name.startsWith("java.");
        }
        return SkillRights.REQUIRED_CAPABILITIES.contains(namespace)
                || (OF_THE_FRAMEWORK.contains(namespace) && offers.getBundleId() == 0);
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // Every bundle may be resolved; what it wires to is decided above.
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        // Skills are no singletons: two versions run side by side.
    }

    @Override
    public void end() {
        // Holds nothing.
    }
}
