package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Plans as the agent would make them of the sample skills. */
final class SamplePlans {

    private SamplePlans() {}

    static Plan plan(FakeSkills skills, Change change) throws ProvisioningException {
        List<Plan.Item> items = new ArrayList<>();
        if (change.id() == null) {
            for (AvailableUpdate update : Samples.updates(skills.installed)) {
                items.add(item(skills, update.id(), Plan.Kind.UPDATE, update.latestVersion(), null));
            }
        } else if (change instanceof Change.Uninstall) {
            items.add(item(skills, change.id(), Plan.Kind.UNINSTALL, null, null));
        } else {
            SkillPage page = skills.page(change.id());
            SkillVersion wanted = change instanceof Change.Install install && install.version() != null
                    ? install.version()
                    : change instanceof Change.Rollback
                            ? SkillVersion.of("1.2.0")
                            : page.card().latestVersion();
            for (SkillId needed : page.dependencies().keySet()) {
                if (!skills.installed.containsKey(needed)) {
                    items.add(item(
                            skills,
                            needed,
                            Plan.Kind.INSTALL,
                            skills.page(needed).card().latestVersion(),
                            change.id()));
                }
            }
            items.add(item(
                    skills,
                    change.id(),
                    Plan.Kind.valueOf(change.action().toUpperCase(java.util.Locale.ROOT)),
                    wanted,
                    null));
        }
        String id = "plan-" + (skills.plans.size() + 1);
        return new Plan(
                id,
                "cd".repeat(32),
                Instant.parse("2030-01-01T00:00:00Z"),
                change.action(),
                change.id(),
                items,
                items.stream().mapToLong(Plan.Item::size).sum(),
                items.stream().map(item -> item.kind() + " " + item.name()).toList());
    }

    private static Plan.Item item(FakeSkills skills, SkillId id, Plan.Kind kind, SkillVersion to, SkillId requestedBy)
            throws ProvisioningException {
        SkillPage page = skills.page(id);
        InstalledSkill now = skills.installed.get(id);
        List<SkillPermission> granted = now == null ? List.of() : now.grants();
        List<SkillPermission> wanted = to == null ? List.of() : page.permissions();
        boolean community = page.card().tier() == Tier.COMMUNITY && to != null;
        return new Plan.Item(
                kind,
                id,
                page.card().name(),
                now == null ? null : now.version(),
                to,
                to == null ? null : "ab".repeat(32),
                to == null ? 0 : 48_213,
                Samples.SOURCE,
                page.publisher(),
                page.card().tier(),
                "ef".repeat(32),
                wanted.stream()
                        .map(permission -> new Plan.Asked(
                                permission,
                                permission.plainWords(),
                                permission instanceof SkillPermission.SkillCall
                                        ? List.of("through CRM: read crm data")
                                        : List.of()))
                        .toList(),
                kind == Plan.Kind.INSTALL && id.equals(Samples.ACCOUNTING)
                        ? List.of(new Plan.Asked(
                                Samples.permissions(List.of("network:outbound:api.vat.example:443"))
                                        .get(0),
                                "talk to api.vat.example on port 443",
                                List.of()))
                        : List.of(),
                wanted.stream()
                        .filter(permission -> !granted.contains(permission))
                        .toList(),
                granted.stream()
                        .filter(permission -> !wanted.contains(permission))
                        .toList(),
                List.of(),
                page.dependencies(),
                requestedBy,
                community ? "process" : "in_framework",
                now == null ? null : now.host(),
                to == null ? null : community ? "none" : "security_layer",
                to == null
                        ? List.of()
                        : community
                                ? List.of(
                                        "It runs in a process of its own, without a sandbox.",
                                        "It is held less well than it should be: nothing there keeps it from the files of"
                                                + " this machine.")
                                : List.of("It runs in the container's framework, fenced by Java's security layer."),
                community ? Set.of(Plan.Flag.WEAKER_HOST, Plan.Flag.UNVERIFIED) : Set.of(),
                kind == Plan.Kind.UPDATE,
                kind == Plan.Kind.UPDATE ? "Fixes VAT calculation bug." : "");
    }
}
