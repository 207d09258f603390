package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.SearchPage;

/** Legacy skills as a ClawHub offers them and the agent plans them; one of them is as bad as it gets. */
final class SampleLegacy {

    static final String CLAWHUB = "clawhub:main";
    static final SkillId INVOICES = new SkillId("clawhub.acme.invoice-tools");
    static final SkillId WEATHER = new SkillId("clawhub.acme.weather");
    static final SkillId HOSTILE = new SkillId("clawhub.mallory.x");
    static final SkillId FOLLOWER = new SkillId("net.chingtech.invoices");
    static final String DIGEST = "0123456789abcdef".repeat(4);
    static final String WARNING =
            "suspicious.dangerous_exec: it hands what it downloads to a shell. " + SampleTrust.HOSTILE;
    static final String LONG =
            "Splits, totals and files whatever it finds, " + "and then does it once more ".repeat(10);

    private static final String PLACE = "9a".repeat(32);

    private SampleLegacy() {}

    static String source(Tier tier) {
        return tier == Tier.LEGACY ? CLAWHUB : Samples.SOURCE;
    }

    /** Puts them into a catalogue, and the first two into what is installed. */
    static void addTo(FakeSkills skills) {
        skills.more.add(legacy(INVOICES, "Invoice Tools", "Split and total invoices", "@acme on ClawHub"));
        skills.more.add(legacy(WEATHER, "Weather", "Tells how the weather is", "@acme on ClawHub"));
        skills.more.add(legacy(HOSTILE, SampleTrust.HOSTILE, LONG, "@mallory " + SampleTrust.HOSTILE));
        skills.more.add(Samples.page(
                FOLLOWER,
                "Invoices",
                "Splits and totals invoices",
                Tier.OFFICIAL,
                "Ching Tech",
                "Finance",
                List.of("2.1.0"),
                4.4,
                52,
                List.of("env:INVOICE_KEY", "db:own"),
                Map.of()));
        skills.also.put(FOLLOWER, List.of(new SearchPage.Origin(INVOICES, CLAWHUB)));
        install(skills, INVOICES);
        install(skills, WEATHER);
    }

    static void install(FakeSkills skills, SkillId id) {
        skills.more.stream()
                .filter(page -> page.card().id().equals(id))
                .forEach(page -> skills.installed.put(id, installed(page)));
    }

    private static SkillPage legacy(SkillId id, String name, String summary, String author) {
        return Samples.page(
                id,
                name,
                summary,
                Tier.LEGACY,
                author,
                "Productivity",
                List.of("1.1.0", "1.0.0"),
                0,
                12,
                List.of("process:exec:bash", "process:exec:python3", "env:INVOICE_API_KEY", "filesystem:temp"),
                Map.of());
    }

    private static InstalledSkill installed(SkillPage page) {
        return FakeChanges.with(
                Samples.installed(page, SkillVersion.of("1.1.0"), null, List.of()),
                Map.of(
                        "source",
                        CLAWHUB,
                        "host",
                        "process",
                        "vitals",
                        new InstalledSkill.Vitals(InstalledSkill.Vitals.State.ASLEEP, "bubblewrap", null, 0, null)));
    }

    /** One part of a plan about a legacy skill. */
    static Plan.Item item(Plan.Kind kind, SkillPage page, InstalledSkill now, SkillVersion to, String source) {
        SkillId id = page.card().id();
        List<SkillPermission> wanted = to == null ? List.of() : page.permissions();
        boolean doubted = id.equals(HOSTILE);
        Set<Plan.Flag> flags = EnumSet.noneOf(Plan.Flag.class);
        if (to != null) {
            flags.add(Plan.Flag.UNVERIFIED);
        }
        if (to != null && doubted) {
            flags.add(Plan.Flag.SUSPICIOUS);
        }
        List<SkillPermission> network = Samples.permissions(List.of("network:outbound"));
        return new Plan.Item(
                kind,
                id,
                page.card().name(),
                now == null ? null : now.version(),
                to,
                to == null ? null : DIGEST,
                to == null ? 0 : 12_345,
                source.equals(Samples.SOURCE) ? CLAWHUB : source,
                page.publisher(),
                Tier.LEGACY,
                PLACE,
                asked(wanted),
                to == null ? List.of() : asked(network),
                now == null ? both(wanted, network) : List.of(),
                List.of(),
                List.of(),
                page.dependencies(),
                null,
                "process",
                now == null ? null : "process",
                to == null ? null : "bubblewrap",
                to == null ? List.of() : List.of("It runs in a process of its own, in a sandbox (bubblewrap)."),
                flags,
                false,
                "",
                to == null ? null : trust(id, page, doubted),
                new Plan.Effects(
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        to == null ? "It is kept for 30 days as it is, with its data, settings and values." : "",
                        "",
                        null));
    }

    private static Plan.Trust trust(SkillId id, SkillPage page, boolean doubted) {
        List<String> words = new ArrayList<>(List.of(
                "Nobody signed this skill, so nothing proves who made it or that nobody changed it on its way.",
                "It comes from " + CLAWHUB + ", where it is called " + page.publisher() + ".",
                "What was made of it here has the digest sha256:" + DIGEST + ".",
                "If you agree, this place and this digest are pinned: later versions of " + id
                        + " come from there only."));
        if (doubted) {
            words.add(CLAWHUB + " itself warns of it (skill_suspicious): " + WARNING);
        }
        return new Plan.Trust(
                null,
                null,
                null,
                Instant.parse("2026-10-01T08:00:00Z"),
                null,
                words,
                doubted ? problem("skill_suspicious", WARNING, "Look at its files before you say yes.") : null);
    }

    static List<Plan.Asked> asked(List<SkillPermission> permissions) {
        return permissions.stream()
                .map(one -> new Plan.Asked(one, one.plainWords(), List.of()))
                .toList();
    }

    private static List<SkillPermission> both(List<SkillPermission> some, List<SkillPermission> others) {
        List<SkillPermission> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    static Problem problem(String code, String detail, String next) {
        return new Problem(409, code, detail, next);
    }
}
