package net.chingtech.ctos.provisioning.agent.policy;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Migrated;

/** The container's own yes to undo a migration that failed: the legacy skill has what it was granted, and nothing else. */
public final class UndoConsent {

    /** What somebody agreed to of this very release when it was installed. */
    private static final Set<Plan.Flag> AGREED = EnumSet.of(Plan.Flag.UNVERIFIED, Plan.Flag.SUSPICIOUS);

    private UndoConsent() {}

    /** @throws ProvisioningException {@code not_an_update} when the plan would do anything else */
    public static Consent of(Plan plan, Migrated migrated, String actor) throws ProvisioningException {
        Deployed then = migrated.legacy().current();
        Map<String, Set<SkillPermission>> accept = new HashMap<>();
        Set<Plan.Flag> flags = EnumSet.noneOf(Plan.Flag.class);
        for (Plan.Item item : plan.items()) {
            boolean goes = item.kind() == Plan.Kind.UNINSTALL
                    && (item.id().equals(migrated.follower())
                            || migrated.broughtWith().contains(item.id()));
            if (goes) {
                continue;
            }
            Set<SkillPermission> needed = new LinkedHashSet<>();
            item.permissions().forEach(one -> needed.add(one.permission()));
            boolean known = item.id().equals(migrated.id())
                    && then.sha256().equals(item.sha256())
                    && then.grants().containsAll(needed)
                    && AGREED.containsAll(item.flags());
            if (!known) {
                throw new ProvisioningException(Reasons.of(
                        "not_an_update",
                        item.id() + ": to bring it back takes somebody's yes.",
                        "Read the plan, and agree to it when you want it: ./ctos migrate --undo " + migrated.id()
                                + "."));
            }
            item.optionalPermissions().forEach(one -> needed.add(one.permission()));
            needed.retainAll(then.grants());
            accept.put(item.consentKey(), needed);
            flags.addAll(item.flags());
        }
        return new Consent(plan.planId(), plan.digest(), accept, flags, actor);
    }
}
