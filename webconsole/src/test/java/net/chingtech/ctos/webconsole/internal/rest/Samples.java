package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.runtime.Traffic;

/** Skills as a hub would offer them. */
final class Samples {

    static final String SOURCE = "skillhub:http://127.0.0.1:8090";
    static final SkillId ACCOUNTING = new SkillId("net.chingtech.accounting");
    static final SkillId CRM = new SkillId("net.chingtech.crm");
    static final SkillId NOTES = new SkillId("org.example.notes");

    private static final String ABOUT = """
            Keeps your invoices in order, and knows the rates of **VAT**.

            ## What it does
            - reads invoices with their lines and totals
            - works out `VAT` to the cent
            - finds the customer's name through *CRM*

            ```
            accounting_vat {"net": "100.10", "rate": "0.05"}
            ```

            It asks for nothing that it does not need. <img src=x onerror=alert(1)>
            """;

    private Samples() {}

    static List<SkillPage> pages() {
        List<SkillPage> pages = new ArrayList<>();
        pages.add(page(
                ACCOUNTING,
                "Accounting",
                "Invoices and VAT, with the customer's name on each",
                Tier.OFFICIAL,
                "Ching Tech",
                "Finance",
                List.of("1.3.0", "1.2.0"),
                4.6,
                1_204,
                List.of("db:read:sales", "skill:call:net.chingtech.crm", "filesystem:temp"),
                Map.of("net.chingtech.crm", "^2.0.0")));
        pages.add(page(
                CRM,
                "CRM",
                "Customers, contacts and what was agreed with them",
                Tier.OFFICIAL,
                "Ching Tech",
                "Sales",
                List.of("2.0.1"),
                4.8,
                2_310,
                List.of("db:read:crm"),
                Map.of()));
        pages.add(page(
                NOTES,
                "Notes",
                "Short notes that your agents can read back later",
                Tier.COMMUNITY,
                "Example Org",
                "Productivity",
                List.of("1.0.0"),
                3.9,
                87,
                List.of("filesystem:temp"),
                Map.of()));
        String[][] more = {
            {"net.chingtech.payroll", "Payroll", "Salaries, payslips and the tax that goes with them", "official", "HR"
            },
            {
                "com.harbour.rates",
                "Exchange Rates",
                "Today's rates of forty currencies from public banks",
                "verified",
                "Finance"
            },
            {
                "com.harbour.stock",
                "Warehouse",
                "What is on the shelf, and what runs out next week",
                "verified",
                "Operations"
            },
            {
                "org.example.translate",
                "Translate",
                "Turns letters and mails into another language",
                "community",
                "Productivity"
            },
            {"net.chingtech.calendar", "Calendar", "Finds a time that suits everybody", "official", "Productivity"}
        };
        for (String[] one : more) {
            pages.add(page(
                    new SkillId(one[0]),
                    one[1],
                    one[2],
                    Tier.valueOf(one[3].toUpperCase(java.util.Locale.ROOT)),
                    one[3].equals("official") ? "Ching Tech" : "Harbour Software",
                    one[4],
                    List.of("1.0.0"),
                    4.1,
                    310,
                    List.of("network:outbound:api.rates.example:443"),
                    Map.of()));
        }
        return pages;
    }

    static SkillPage page(
            SkillId id,
            String name,
            String summary,
            Tier tier,
            String author,
            String category,
            List<String> versions,
            double stars,
            long downloads,
            List<String> permissions,
            Map<String, String> needs) {
        SkillCard card = new SkillCard(
                id,
                name,
                summary,
                author,
                tier,
                List.of(category),
                List.of("sample"),
                SkillVersion.of(versions.get(0)),
                id.equals(NOTES) ? null : "/api/v1/skills/" + id + "/versions/" + versions.get(0) + "/files/icon.svg",
                new SkillCard.Rating(stars, (int) (downloads / 20)),
                downloads,
                Instant.parse("2026-10-01T08:00:00Z"));
        return new SkillPage(
                card,
                author,
                ABOUT,
                List.of("/api/v1/skills/" + id + "/versions/" + versions.get(0) + "/files/screenshots/1.svg"),
                "/api/v1/skills/" + id + "/versions/" + versions.get(0) + "/files/banner.svg",
                "Apache-2.0",
                "https://example.org",
                versions.stream()
                        .map(version -> new SkillPage.VersionLine(
                                SkillVersion.of(version),
                                Channel.STABLE,
                                Instant.parse("2026-09-01T08:00:00Z"),
                                false,
                                false))
                        .toList(),
                ranges(needs),
                permissions(permissions),
                List.of());
    }

    static ReleaseInfo release(SkillPage page, SkillVersion version) {
        SkillManifest manifest = new SkillManifest(
                page.card().id(),
                version,
                page.card().name(),
                page.card().summary(),
                new SkillManifest.Author(page.publisher(), null),
                "Apache-2.0",
                null,
                List.of(),
                List.of(),
                page.permissions(),
                List.of(),
                page.dependencies(),
                List.of(),
                Channel.STABLE,
                false,
                "Fixes VAT calculation bug.",
                true,
                List.of(),
                null,
                "icon.svg",
                null,
                List.of());
        return new ReleaseInfo(
                manifest,
                null,
                "ab".repeat(32),
                48_213,
                List.of(),
                List.of(),
                "Fixes VAT calculation bug.",
                "download");
    }

    static InstalledSkill installed(
            SkillPage page, SkillVersion version, SkillVersion previous, List<SkillId> neededBy) {
        return new InstalledSkill(
                page.card().id(),
                page.card().name(),
                page.card().summary(),
                version,
                "ab".repeat(32),
                InstalledSkill.Status.ACTIVE,
                null,
                "in_framework",
                page.card().tier(),
                page.publisher(),
                "ef".repeat(32),
                SOURCE,
                Channel.STABLE,
                page.permissions(),
                List.of(),
                List.of(page.card().name().toLowerCase(java.util.Locale.ROOT) + "_vat"),
                neededBy,
                Instant.parse("2026-11-01T08:00:00Z"),
                previous,
                false,
                page.permissions(),
                permissions(List.of("network:outbound:api.vat.example:443", "env:VAT_KEY")),
                null,
                new InstalledSkill.Vitals(InstalledSkill.Vitals.State.RUNNING, "security_layer", null, 0, null),
                null,
                List.of(),
                UpdatePolicy.INHERITED,
                false,
                previous == null ? null : Instant.parse("2026-11-18T02:15:00Z"),
                new InstalledSkill.Calls(0, 0, 0, null, null));
    }

    /** The same skill with these optional permissions granted and no others. */
    static InstalledSkill granted(InstalledSkill skill, Set<SkillPermission> optional) {
        List<SkillPermission> grants = new ArrayList<>(skill.permissions());
        grants.addAll(optional);
        List<SkillPermission> declined = new ArrayList<>(skill.optionalPermissions());
        declined.removeAll(optional);
        return new InstalledSkill(
                skill.id(),
                skill.name(),
                skill.summary(),
                skill.version(),
                skill.sha256(),
                skill.status(),
                skill.problem(),
                skill.host(),
                skill.tier(),
                skill.publisher(),
                skill.keyId(),
                skill.source(),
                skill.channel(),
                grants,
                declined,
                skill.tools(),
                skill.neededBy(),
                skill.installedAt(),
                skill.previousVersion(),
                skill.pinned(),
                skill.permissions(),
                skill.optionalPermissions(),
                skill.hostWish(),
                skill.vitals(),
                skill.probationUntil(),
                skill.failed(),
                skill.policy(),
                skill.hasSettings(),
                skill.updatedAt(),
                skill.calls());
    }

    static List<Traffic.Destination> traffic() {
        Instant noon = Instant.parse("2026-11-01T12:00:00Z");
        return List.of(new Traffic.Destination(
                "api.vat.example",
                443,
                Map.of("GET", 12L),
                Map.of("200", 11L, "failed", 1L),
                4_096,
                81_920,
                noon,
                noon));
    }

    /** The same skill after its process ended once too often. */
    static InstalledSkill failed(InstalledSkill skill) {
        Problem problem = new Problem(
                503,
                "out_of_memory",
                "Its process used more than 64 MB and was ended, 5 times in 10 minutes.",
                "Start it again, here or with ./ctos restart " + skill.id() + ".");
        return new InstalledSkill(
                skill.id(),
                skill.name(),
                skill.summary(),
                skill.version(),
                skill.sha256(),
                InstalledSkill.Status.FAILED,
                problem,
                "process",
                skill.tier(),
                skill.publisher(),
                skill.keyId(),
                skill.source(),
                skill.channel(),
                skill.grants(),
                skill.declined(),
                skill.tools(),
                skill.neededBy(),
                skill.installedAt(),
                skill.previousVersion(),
                skill.pinned(),
                skill.permissions(),
                skill.optionalPermissions(),
                null,
                new InstalledSkill.Vitals(InstalledSkill.Vitals.State.FAILED, "unshare", null, 5, problem),
                skill.probationUntil(),
                skill.failed(),
                skill.policy(),
                skill.hasSettings(),
                skill.updatedAt(),
                skill.calls());
    }

    static List<AvailableUpdate> updates(Map<SkillId, InstalledSkill> installed) {
        InstalledSkill accounting = installed.get(ACCOUNTING);
        SkillVersion latest = SkillVersion.of("1.3.0");
        return accounting == null || accounting.version().compareTo(latest) >= 0
                ? List.of()
                : List.of(new AvailableUpdate(
                        ACCOUNTING,
                        "Accounting",
                        accounting.version(),
                        latest,
                        latest.severityFrom(accounting.version()),
                        false,
                        "Fixes VAT calculation bug.",
                        permissions(List.of("filesystem:temp")),
                        SOURCE,
                        new Problem(
                                409,
                                "release_too_young",
                                "It is 3 hours old; releases are not taken silently before 24 hours.",
                                "Look at it and update it yourself, or wait.")));
    }

    static String picture(SkillId id, String path) {
        int hue = Math.abs(id.hashCode()) % 360;
        int wide = path.startsWith("icon") ? 64 : path.startsWith("banner") ? 640 : 320;
        int high = path.startsWith("icon") ? 64 : 180;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + wide + " " + high + "\"><rect width=\""
                + wide
                + "\" height=\"" + high + "\" fill=\"hsl(" + hue + " 55% 45%)\"/><circle cx=\"32\" cy=\"32\" r=\"16\""
                + " fill=\"white\"/></svg>";
    }

    static List<SkillPermission> permissions(List<String> names) {
        return names.stream().map(Samples::permission).toList();
    }

    private static SkillPermission permission(String name) {
        try {
            return SkillPermission.parse(name);
        } catch (FormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static SortedMap<SkillId, VersionRange> ranges(Map<String, String> ranges) {
        SortedMap<SkillId, VersionRange> sorted = new TreeMap<>();
        ranges.forEach((id, range) -> {
            try {
                sorted.put(new SkillId(id), VersionRange.parse(range));
            } catch (FormatException e) {
                throw new IllegalArgumentException(e);
            }
        });
        return sorted;
    }
}
