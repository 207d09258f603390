package net.chingtech.ctos.provisioning;

import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.SkillPermission;

/**
 * An administrator's yes to one exact plan.
 *
 * @param planId the plan that was shown
 * @param digest its digest; another digest is refused with {@code plan_changed}
 * @param accept for every item of the plan that installs or updates, by {@link Plan.Item#consentKey()}, the permissions
 *     that were accepted: all that it needs, and any of the optional ones
 * @param flags the explicit yes to what a plain yes does not cover
 * @param actor who said it
 */
public record Consent(
        String planId, String digest, Map<String, Set<SkillPermission>> accept, Set<Plan.Flag> flags, String actor) {

    public Consent {
        accept = accept == null ? Map.of() : Map.copyOf(accept);
        flags = flags == null ? Set.of() : Set.copyOf(flags);
    }
}
