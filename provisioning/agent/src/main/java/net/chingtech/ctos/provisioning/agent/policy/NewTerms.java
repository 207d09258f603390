package net.chingtech.ctos.provisioning.agent.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.agent.store.Deployed;

/** What a release asks for beyond the terms of another one that somebody agreed to. */
public final class NewTerms {

    private final SkillId id;
    private final List<SkillPermission> permissions;
    private final List<SkillId> dependencies;

    private NewTerms(SkillId id, List<SkillPermission> permissions, List<SkillId> dependencies) {
        this.id = id;
        this.permissions = permissions;
        this.dependencies = dependencies;
    }

    /**
     * Compares.
     *
     * @param agreed the release that was agreed to
     * @param needed what the other one needs
     * @param optional what it can do without
     */
    public static NewTerms of(
            SkillId id,
            Deployed agreed,
            Collection<SkillPermission> needed,
            Collection<SkillPermission> optional,
            Collection<SkillId> dependencies) {
        // What was declined is known; when it is needed all of a sudden, somebody has to decide anew.
        Set<SkillPermission> added = new LinkedHashSet<>(optional);
        agreed.declined().forEach(added::remove);
        added.addAll(needed);
        agreed.grants().forEach(added::remove);
        return new NewTerms(
                id,
                added.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList(),
                dependencies.stream()
                        .filter(one -> !agreed.dependencies().containsKey(one))
                        .toList());
    }

    /** What is needed and not granted, and what is newly optional; by name. */
    public List<SkillPermission> permissions() {
        return permissions;
    }

    List<Problem> reasons() {
        List<Problem> reasons = new ArrayList<>();
        if (!permissions.isEmpty()) {
            reasons.add(Reasons.of(
                    "permissions_added",
                    id + " asks for more than before: "
                            + permissions.stream().map(SkillPermission::name).collect(Collectors.joining(", ")) + ".",
                    "Plan the update and decide on what it asks for."));
        }
        if (!dependencies.isEmpty()) {
            reasons.add(Reasons.of(
                    "dependency_added",
                    id + " needs skills that it did not need before: "
                            + dependencies.stream().map(SkillId::value).collect(Collectors.joining(", ")) + ".",
                    "Plan the update and look at what comes with it."));
        }
        return reasons;
    }
}
