package net.chingtech.ctos.host.internal.hooks;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.runtime.StagedSkill;
import org.osgi.framework.Bundle;

/** Which bundles are skills: told by their location, that only the host mints. */
final class SkillBundles {

    /** A bundle's id is never used again, and its location never changes. */
    private final Map<Long, Boolean> known = new ConcurrentHashMap<>();

    boolean isSkill(Bundle bundle) {
        // Asked on a skill's thread too, which may not see the location of others.
        return known.computeIfAbsent(
                bundle.getBundleId(),
                id -> AccessController.doPrivileged((PrivilegedAction<Boolean>)
                        () -> bundle.getLocation().startsWith(StagedSkill.LOCATION_PREFIX)));
    }
}
