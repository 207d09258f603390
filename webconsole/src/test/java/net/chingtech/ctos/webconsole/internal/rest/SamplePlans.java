package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
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

    private static final Plan.Effects NONE = new Plan.Effects(List.of(), List.of(), List.of(), 0, "", "", null);

    private SamplePlans() {}

    static Plan plan(FakeSkills skills, Change change) throws ProvisioningException {
        List<Plan.Item> items = new ArrayList<>();
        if (change instanceof Change.Migrate && change.id() == null) {
            items.add(item(skills, Samples.ACCOUNTING, Plan.Kind.UNINSTALL, null, null, Samples.SOURCE));
        } else if (change.id() == null) {
            for (AvailableUpdate update : Samples.updates(skills.installed)) {
                items.add(item(skills, update.id(), Plan.Kind.UPDATE, update.latestVersion(), null, Samples.SOURCE));
            }
        } else if (change instanceof Change.Uninstall
                || change instanceof Change.Migrate
                || change instanceof Change.UndoMigration) {
            items.add(item(skills, change.id(), Plan.Kind.UNINSTALL, null, null, Samples.SOURCE));
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
                            change.id(),
                            Samples.SOURCE));
                }
            }
            items.add(item(
                    skills,
                    change.id(),
                    Plan.Kind.valueOf(change.action().toUpperCase(java.util.Locale.ROOT)),
                    wanted,
                    null,
                    change instanceof Change.Install one && one.source() != null ? one.source() : Samples.SOURCE));
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
                items.stream()
                        .filter(item -> item.from() != null)
                        .map(Plan.Item::id)
                        .toList(),
                null,
                items.stream().map(item -> item.kind() + " " + item.name()).toList());
    }

    static Plan.Item item(
            FakeSkills skills, SkillId id, Plan.Kind kind, SkillVersion to, SkillId requestedBy, String source)
            throws ProvisioningException {
        SkillPage page = skills.page(id);
        InstalledSkill now = skills.installed.get(id);
        if (page.card().tier() == Tier.LEGACY) {
            return SampleLegacy.item(kind, page, now, to, source);
        }
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
                source,
                page.publisher(),
                page.card().tier(),
                SampleTrust.key(id),
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
                to == null ? Set.of() : SampleTrust.flags(id, community),
                kind == Plan.Kind.UPDATE,
                kind == Plan.Kind.UPDATE ? "Fixes VAT calculation bug." : "",
                to == null ? null : SampleTrust.trust(id, community),
                kind == Plan.Kind.UPDATE ? ofUpdate(now) : NONE);
    }

    private static Plan.Effects ofUpdate(InstalledSkill now) {
        return new Plan.Effects(
                List.of("through CRM: change crm data"),
                List.of("through Mail: send mails"),
                List.of("its own tables: migrations/1.3.0.sql", "its own step: InvoiceMigration"),
                12_288,
                "Its data is copied for the way back, then brought forward.",
                "Go back to " + now.version() + " at any time.",
                new Problem(
                        422, "start_failed", "It threw an exception: no rates found.", "Wait for a newer release."));
    }
}
