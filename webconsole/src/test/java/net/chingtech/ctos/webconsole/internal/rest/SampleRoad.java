package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.provisioning.MigrationReport.State;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** How the sample legacy skills are migrated: one can be, the others cannot, and one was long ago. */
final class SampleRoad {

    private static final SkillVersion THEN = SkillVersion.of("1.1.0");
    private static final SkillVersion NOW = SkillVersion.of("2.1.0");
    private static final Instant LONG_AGO = Instant.parse("2026-10-01T10:00:00Z");

    private final FakeSkills skills;

    /** Another one that can be migrated, or null. */
    volatile SkillId readyToo;

    /** What of the follower would be overwritten. */
    volatile List<String> inTheWay = List.of();

    SampleRoad(FakeSkills skills) {
        this.skills = skills;
    }

    static boolean isOn(Change change) {
        return change instanceof Change.Migrate || change instanceof Change.UndoMigration;
    }

    MigrationReport report() {
        List<MigrationReport.Done> done = new ArrayList<>();
        if (skills.installed.containsKey(SampleLegacy.FOLLOWER)) {
            done.add(new MigrationReport.Done(
                    SampleLegacy.INVOICES,
                    "Invoice Tools",
                    THEN,
                    SampleLegacy.FOLLOWER,
                    NOW,
                    true,
                    Instant.parse("2026-11-22T10:00:00Z"),
                    Instant.parse("2026-12-22T10:00:00Z"),
                    null));
        }
        done.add(new MigrationReport.Done(
                new SkillId("clawhub.acme.old"),
                SampleTrust.HOSTILE,
                SkillVersion.of("0.9.0"),
                Samples.CRM,
                SkillVersion.of("2.0.1"),
                false,
                LONG_AGO,
                LONG_AGO.plusSeconds(30 * 86_400L),
                SampleLegacy.problem("migration_too_old", "It was more than 30 days ago.", "Install it again.")));
        return new MigrationReport(
                skills.installed.values().stream()
                        .filter(skill -> skill.id().isLegacy())
                        .map(this::legacy)
                        .toList(),
                done);
    }

    private MigrationReport.Legacy legacy(InstalledSkill skill) {
        if (skill.id().equals(SampleLegacy.INVOICES) && !inTheWay.isEmpty()) {
            return blocked(
                    skill,
                    "local",
                    State.CONFLICT,
                    new Problem(
                            409,
                            "migration_conflict",
                            "It would overwrite what is there.",
                            "Look at what is named.",
                            inTheWay));
        }
        if (skill.id().equals(SampleLegacy.INVOICES) || skill.id().equals(readyToo)) {
            return new MigrationReport.Legacy(
                    skill.id(),
                    skill.name(),
                    skill.version(),
                    SampleLegacy.FOLLOWER,
                    NOW,
                    "skillhub:local",
                    State.READY,
                    null,
                    Samples.permissions(List.of("db:own")),
                    Samples.permissions(List.of("process:exec:bash", "process:exec:python3")),
                    List.of(
                            "the value INVOICE_API_KEY of Invoice Tools becomes its value INVOICE_KEY",
                            "the folder state of its data is copied to invoices/state"),
                    List.of("INVOICE_API_KEY"),
                    List.of("OLD_SETTING"),
                    List.of("state"),
                    List.of("cache"),
                    48_213,
                    List.of("It was changed by hand after it was installed; your changes stay in the kept copy."));
        }
        return skill.id().equals(SampleLegacy.WEATHER)
                ? blocked(
                        skill,
                        null,
                        State.NOT_MAPPED,
                        SampleLegacy.problem(
                                "not_mapped",
                                "No hub says what follows it.",
                                "Keep it, or add a line to your own map."))
                : blocked(
                        skill,
                        "local",
                        State.FOLLOWER_REVOKED,
                        SampleLegacy.problem("follower_revoked", SampleTrust.HOSTILE, "Wait for a newer release."));
    }

    private static MigrationReport.Legacy blocked(InstalledSkill skill, String origin, State state, Problem problem) {
        return new MigrationReport.Legacy(
                skill.id(),
                skill.name(),
                skill.version(),
                origin == null ? null : Samples.CRM,
                null,
                origin,
                state,
                problem,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of());
    }

    /** Of all, too, only the one: the summary says why the others stay. */
    Plan plan(Change change) throws ProvisioningException {
        boolean undo = change instanceof Change.UndoMigration;
        Plan.Item legacy = SamplePlans.item(
                skills,
                SampleLegacy.INVOICES,
                undo ? Plan.Kind.INSTALL : Plan.Kind.UNINSTALL,
                undo ? THEN : null,
                null,
                SampleLegacy.CLAWHUB);
        Plan.Item follower = SamplePlans.item(
                skills,
                SampleLegacy.FOLLOWER,
                undo ? Plan.Kind.UNINSTALL : Plan.Kind.INSTALL,
                undo ? null : NOW,
                null,
                Samples.SOURCE);
        List<String> summary = new ArrayList<>(List.of("Invoice Tools", "Invoices"));
        if (change.id() == null) {
            summary.add("clawhub.acme.weather stays as it is (not_mapped): No hub says what follows it.");
        }
        return new Plan(
                "plan-" + (skills.plans.size() + 1),
                "cd".repeat(32),
                Instant.parse("2030-01-01T00:00:00Z"),
                change.action(),
                change.id(),
                undo ? List.of(legacy, follower) : List.of(follower, legacy),
                48_213,
                List.of(),
                null,
                summary);
    }
}
