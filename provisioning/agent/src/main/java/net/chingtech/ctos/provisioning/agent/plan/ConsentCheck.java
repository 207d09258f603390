package net.chingtech.ctos.provisioning.agent.plan;

import java.util.HashSet;
import java.util.Set;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/** Whether a yes covers all of a plan, and nothing else. */
public final class ConsentCheck {

    private ConsentCheck() {}

    /** @throws ProvisioningException {@code consent_missing}, {@code consent_too_wide} */
    public static void check(Plan plan, Consent consent) throws ProvisioningException {
        Set<String> keys = new HashSet<>();
        for (Plan.Item item : plan.items()) {
            keys.add(item.consentKey());
            if (item.kind() != Plan.Kind.UNINSTALL) {
                check(item, consent);
            }
        }
        for (String key : consent.accept().keySet()) {
            if (!keys.contains(key)) {
                throw tooWide(key + " is not part of the plan.");
            }
        }
    }

    private static void check(Plan.Item item, Consent consent) throws ProvisioningException {
        Set<SkillPermission> accepted = consent.accept().get(item.consentKey());
        if (accepted == null) {
            throw missing(item.consentKey() + " was not agreed to.", "Agree to " + item.consentKey() + ".");
        }
        Set<SkillPermission> asked = new HashSet<>();
        for (Plan.Asked needed : item.permissions()) {
            asked.add(needed.permission());
            if (!accepted.contains(needed.permission())) {
                throw missing(
                        item.id() + " needs " + needed.permission().name() + " (" + needed.words()
                                + "), which was not accepted.",
                        "Accept " + needed.permission().name() + ", or do without the skill.");
            }
        }
        item.optionalPermissions().forEach(optional -> asked.add(optional.permission()));
        for (SkillPermission permission : accepted) {
            if (!asked.contains(permission)) {
                throw tooWide(item.id() + " did not ask for " + permission.name() + ".");
            }
        }
        for (Plan.Flag flag : item.flags()) {
            if (!consent.flags().contains(flag)) {
                throw missing(
                        item.id() + " needs the explicit yes " + flag + ".",
                        "Read the plan's summary; when you accept it, agree with the flag " + flag + ".");
            }
        }
    }

    private static ProvisioningException missing(String detail, String nextStep) {
        return Refusals.of(409, "consent_missing", detail, nextStep);
    }

    private static ProvisioningException tooWide(String detail) {
        return Refusals.of(409, "consent_too_wide", detail, "Agree to exactly what the plan asks for.");
    }
}
