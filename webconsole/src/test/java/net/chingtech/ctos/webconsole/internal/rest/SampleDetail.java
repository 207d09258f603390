package net.chingtech.ctos.webconsole.internal.rest;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.provisioning.ReleaseFile;

/** A skill that has something of everything that details show. */
final class SampleDetail {

    static final SkillId STUDIO = new SkillId("com.harbour.studio");

    static final String ABOUT = """
            Draws **charts** from your invoices, and keeps them up to date. See [the guide](https://harbour.example/guide)
            or write to [us](mailto:help@harbour.example).

            ## What it draws
            1. bars and lines
            2. maps
               - of countries
               - of [your own](https://elsewhere.example/maps)

            | chart | from  | rows |
            |:------|:-----:|-----:|
            | bars  | VAT   | 1,200 |
            | map   | sales | 80   |

            > It asks for nothing that it does not need.

            ```
            studio_draw {"chart": "bars"}
            ```

            ---

            ![A map of sales](https://harbour.example/map.png)
            """;

    static final String NOTES = "- draws **maps**\n- fixes `bars`";

    /** It says what it is, and ends there. */
    private static final byte[] HEAD_OF_A_PICTURE = ByteBuffer.allocate(33)
            .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'})
            .putInt(640)
            .putInt(480)
            .put(new byte[] {8, 6, 0, 0, 0})
            .array();

    private SampleDetail() {}

    static void addTo(FakeSkills skills) {
        skills.more.add(page(
                STUDIO,
                "Chart Studio",
                "Harbour Software",
                ABOUT,
                screenshots(STUDIO, "1.svg", "2.svg", "none.png", "3.svg")));
        skills.notes.put(STUDIO, NOTES);
        skills.files.put("screenshots/none.png", new ReleaseFile("image/png", HEAD_OF_A_PICTURE));
    }

    static List<String> screenshots(SkillId id, String... names) {
        return List.of(names).stream()
                .map(name -> address(id, "screenshots/" + name))
                .toList();
    }

    static String address(SkillId id, String path) {
        return "/api/v1/skills/" + id + "/versions/2.1.0/files/" + path;
    }

    static SkillPage page(SkillId id, String name, String author, String about, List<String> screenshots) {
        try {
            return new SkillPage(
                    new SkillCard(
                            id,
                            name,
                            "Charts and maps of what your other skills know",
                            author,
                            Tier.VERIFIED,
                            List.of("Finance"),
                            List.of("charts"),
                            SkillVersion.of("2.1.0"),
                            address(id, "icon.svg"),
                            new SkillCard.Rating(4.4, 210),
                            18_400,
                            Instant.parse("2026-10-20T08:00:00Z")),
                    author,
                    about,
                    screenshots,
                    address(id, "banner.svg"),
                    "MIT",
                    "https://harbour.example",
                    List.of(
                            line("3.0.0-beta.1", Channel.BETA, "2026-11-02", false, false),
                            line("2.1.0", Channel.STABLE, "2026-10-20", false, false),
                            line("2.0.0", Channel.STABLE, "2026-08-01", true, false),
                            line("1.9.0", Channel.STABLE, "2026-05-01", false, true)),
                    new TreeMap<>(Map.of(
                            Samples.CRM,
                            VersionRange.parse("^2.0.0"),
                            Samples.ACCOUNTING,
                            VersionRange.parse(">=1.2.0"))),
                    Samples.permissions(List.of("db:read:sales", "skill:call:net.chingtech.crm")),
                    Samples.permissions(List.of("network:outbound:maps.example:443")));
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SkillPage.VersionLine line(
            String version, Channel channel, String day, boolean yanked, boolean revoked) {
        return new SkillPage.VersionLine(
                SkillVersion.of(version), channel, Instant.parse(day + "T08:00:00Z"), yanked, revoked);
    }
}
