package net.chingtech.ctos.provisioning.agent.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Past;

/**
 * The container's own yes to a plan: to nothing but what somebody agreed to before. An update has what its skill is granted
 * today, and keeps declined what is declined; going back has what that release was granted then.
 */
public final class AutoConsent {

    private AutoConsent() {}

    /**
     * The yes to a plan.
     *
     * @param installed what is installed as the plan was made
     * @throws ProvisioningException the reason of {@link #against}
     */
    public static Consent of(Plan plan, Function<SkillId, Optional<Entry>> installed, String actor)
            throws ProvisioningException {
        Optional<Problem> against = against(plan, installed);
        if (against.isPresent()) {
            throw new ProvisioningException(against.get());
        }
        Map<String, Set<SkillPermission>> accept = new HashMap<>();
        Set<Plan.Flag> flags = new LinkedHashSet<>();
        for (Plan.Item item : plan.items()) {
            Deployed agreed = agreed(item, installed);
            Set<SkillPermission> accepted = new LinkedHashSet<>(permissions(item.permissions()));
            accepted.addAll(permissions(item.optionalPermissions()));
            accepted.retainAll(agreed.grants());
            accept.put(item.consentKey(), accepted);
            flags.addAll(item.flags());
        }
        return new Consent(plan.planId(), plan.digest(), accept, flags, actor);
    }

    /** Why the container may not say yes to a plan by itself; empty when it may. */
    public static Optional<Problem> against(Plan plan, Function<SkillId, Optional<Entry>> installed) {
        return Reasons.all(reasons(plan, installed));
    }

    static List<Problem> reasons(Plan plan, Function<SkillId, Optional<Entry>> installed) {
        List<Problem> reasons = new ArrayList<>();
        for (Plan.Item item : plan.items()) {
            Deployed agreed = agreed(item, installed);
            if (agreed == null) {
                reasons.add(Reasons.of(
                        "not_an_update",
                        item.id() + ": only what is installed is changed without asking, to a newer release or back.",
                        "Read the plan, and agree to it when you want it."));
            } else {
                reasons.addAll(against(item, agreed));
            }
        }
        return reasons;
    }

    private static List<Problem> against(Plan.Item item, Deployed agreed) {
        List<Problem> reasons = new ArrayList<>();
        for (Plan.Flag flag : item.flags()) {
            // Somebody agreed that this very release is held less well; going back to it is nothing new.
            boolean known = flag == Plan.Flag.WEAKER_HOST && item.kind() == Plan.Kind.ROLLBACK && agreed.mayRunWeaker();
            if (!known) {
                reasons.add(flag(item, flag));
            }
        }
        // What a release of before did not have then, was declined then.
        boolean back = item.kind() == Plan.Kind.ROLLBACK;
        reasons.addAll(NewTerms.of(
                        item.id(),
                        agreed,
                        permissions(item.permissions()),
                        back ? List.of() : permissions(item.optionalPermissions()),
                        item.dependencies().keySet())
                .reasons());
        if (!back && !item.effects().reachGained().isEmpty()) {
            reasons.add(Reasons.of(
                    "reach_added",
                    item.id() + " would reach more through other skills: "
                            + String.join("; ", item.effects().reachGained()) + ".",
                    "Plan the update and decide on what it would reach."));
        }
        return reasons;
    }

    /** The release on whose terms an item may come: what runs, or the one that it goes back to; null when there is none. */
    private static Deployed agreed(Plan.Item item, Function<SkillId, Optional<Entry>> installed) {
        Entry entry = installed.apply(item.id()).orElse(null);
        if (entry == null) {
            return null;
        }
        return switch (item.kind()) {
            case UPDATE -> entry.current();
            case ROLLBACK ->
                entry.history().stream()
                        .map(Past::release)
                        .filter(release -> release.sha256().equals(item.sha256()))
                        .findFirst()
                        .orElse(null);
            case INSTALL, UNINSTALL, RESTART -> null;
        };
    }

    private static List<SkillPermission> permissions(List<Plan.Asked> asked) {
        return asked.stream().map(Plan.Asked::permission).toList();
    }

    private static Problem flag(Plan.Item item, Plan.Flag flag) {
        String look = "Read the plan; when you accept it, agree with its flag.";
        return switch (flag) {
            case NEW_KEY -> Reasons.of("key_changed", item.id() + " is signed with another key than before.", look);
            case UNVERIFIED ->
                Reasons.of(
                        "publisher_unverified",
                        (item.id().isLegacy() ? "Nobody signed " : "Nobody vouches for the publisher of ") + item.id()
                                + ".",
                        look);
            case SUSPICIOUS ->
                Reasons.of("skill_suspicious", "The source of " + item.id() + " says that it looks dangerous.", look);
            case WEAKER_HOST ->
                Reasons.of("weaker_host", item.id() + " would be held less well than it should be.", look);
            case REVOKED -> Reasons.of("release_revoked", item.id() + " " + item.to() + " was revoked.", look);
        };
    }
}
