package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Severity;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.SkillCardPage;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SkillHubSourceTest {

    private static final String PAGE = "/api/v1/skills/org.example.notes";

    private final Clockwork clockwork = new Clockwork();
    private TestHub server;
    private SkillHub hub;
    private SkillHubSource source;

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        hub = clockwork.hubAt(server.url());
        source = new SkillHubSource(hub);
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    private static Problem problem(ThrowingCallable call) {
        return catchThrowableOfType(ProvisioningException.class, call).problem();
    }

    private void offer(String... versions) {
        List<VersionLine> lines = new ArrayList<>();
        for (String version : versions) {
            Channel channel = version.contains("-") ? Channel.BETA : Channel.STABLE;
            lines.add(Samples.line(version, channel));
            server.json(PAGE + "/versions/" + version, Samples.info(version, channel, null));
        }
        server.json(PAGE, Samples.page(lines.toArray(VersionLine[]::new)));
    }

    private List<String> versions(String range, Channel channel) throws ProvisioningException, FormatException {
        return source.releases(NOTES, VersionRange.parse(range), channel).stream()
                .map(release -> release.claim().version().toString())
                .toList();
    }

    @Test
    void search_asksWithEveryWord_andMakesAddressesAbsolute() throws ProvisioningException {
        server.json("/api/v1/skills", new SkillCardPage(List.of(Samples.card("/icon.svg")), 2, 5, 6));

        SearchPage page = source.search(
                new SkillQuery("a b&c", Set.of("vat"), "Office", null, Channel.BETA, SkillQuery.Sort.NEWEST, 2, 5));

        assertThat(server.asked)
                .containsExactly("GET /api/v1/skills?q=a%20b%26c&channel=beta&sort=newest&page=2&per_page=5&tags=vat"
                        + "&category=Office");
        assertThat(server.userAgents).containsExactly("ctos/1.2.3");
        assertThat(page.total()).isEqualTo(6);
        assertThat(page.skills()).singleElement().satisfies(found -> {
            assertThat(found.source()).isEqualTo("skillhub:" + server.url());
            assertThat(found.card().iconUrl()).isEqualTo(server.url() + "/icon.svg");
            assertThat(found.installed()).isNull();
        });
    }

    @Test
    void details_leavesNothingNull_andNoAddressThatLeadsElsewhere() throws ProvisioningException {
        offer("1.0.0");

        var page = source.details(NOTES).page();

        assertThat(page.card().name()).isEqualTo("Notes");
        assertThat(page.screenshots()).containsExactly(server.url() + "/one.svg");
        assertThat(page.dependencies()).isEmpty();
        assertThat(page.versions()).hasSize(1);
    }

    @Test
    void unknownSkill_isSaid() {
        assertThat(problem(() -> source.details(NOTES)).code()).isEqualTo("skill_unknown");
        assertThat(problem(() -> source.releases(NOTES, VersionRange.ANY, Channel.STABLE))
                        .code())
                .isEqualTo("skill_unknown");
    }

    @Test
    void releases_areOfTheRangeAndChannel_newestFirstBySemVer() throws Exception {
        offer("1.9.0", "1.10.0", "2.0.0-beta.1", "2.0.0-beta.10", "0.9.0");

        assertThat(versions("*", Channel.STABLE)).containsExactly("1.10.0", "1.9.0", "0.9.0");
        assertThat(versions("^1.0.0", Channel.STABLE)).containsExactly("1.10.0", "1.9.0");
        assertThat(versions("*", Channel.BETA)).startsWith("2.0.0-beta.10", "2.0.0-beta.1", "1.10.0");
        assertThat(versions("=2.0.0-beta.1", Channel.STABLE)).containsExactly("2.0.0-beta.1");
        assertThat(versions("3.x", Channel.NIGHTLY)).isEmpty();
    }

    @Test
    void yankedAndRevokedReleases_areNotOffered() throws Exception {
        offer("1.0.0", "1.1.0", "1.2.0");
        server.json(
                PAGE,
                Samples.page(
                        new VersionLine(SkillVersion.of("1.2.0"), Channel.STABLE, Samples.NOON, true, false),
                        new VersionLine(SkillVersion.of("1.1.0"), Channel.STABLE, Samples.NOON, false, true),
                        Samples.line("1.0.0", Channel.STABLE)));

        assertThat(versions("*", Channel.STABLE)).containsExactly("1.0.0");
        assertThat(versions("=1.2.0", Channel.STABLE)).isEmpty();
    }

    @Test
    void releaseThatClaimsToBeAnother_isLeftOut() throws Exception {
        offer("1.0.0", "1.1.0", "1.2.0", "1.3.0");
        server.json(PAGE + "/versions/1.3.0", Samples.info("1.0.0", Channel.STABLE, null));
        server.json(PAGE + "/versions/1.2.0", Samples.info("1.2.0", Channel.NIGHTLY, null));
        server.json(PAGE + "/versions/1.1.0", "{\"statement\":{}}");

        assertThat(versions("*", Channel.STABLE)).containsExactly("1.0.0");
    }

    @Test
    void manyReleases_areReadUpToTwenty() throws Exception {
        String[] many = new String[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = "1." + i + ".0";
        }
        offer(many);

        assertThat(versions("*", Channel.STABLE))
                .hasSize(20)
                .startsWith("1.29.0")
                .endsWith("1.10.0");
        assertThat(server.asked).hasSize(21);
    }

    @Test
    void release_saysItsSourceAndClaim() throws Exception {
        offer("1.0.0");

        Release release =
                source.releases(NOTES, VersionRange.ANY, Channel.STABLE).get(0);

        assertThat(release.source()).isEqualTo(source.id());
        assertThat(release.claim().artifact().size()).isEqualTo(Samples.JAR.length);
        assertThat(release.envelope().signatures()).hasSize(1);
    }

    @Test
    void updates_areAskedForSkillsOfThisSource_andOnlyBelievedWhenNewer() throws ProvisioningException {
        server.json(
                "/api/v1/updates/check",
                "{\"updates\":[{\"id\":\"org.example.notes\",\"current_version\":\"1.0.0\",\"latest_version\":\"1.1.0\","
                        + "\"severity\":\"patch\",\"security\":true},"
                        + "{\"id\":\"org.example.notes\",\"current_version\":\"1.0.0\",\"latest_version\":\"0.9.0\"},"
                        + "{\"id\":\"org.example.other\",\"current_version\":\"1.0.0\",\"latest_version\":\"1.1.0\"}]}");

        var updates = source.updates(
                List.of(installed("1.0.0", source.id()), installed("1.0.0", "skillhub:https://other")), Channel.BETA);

        assertThat(server.bodies)
                .containsExactly("{\"installed_skills\":[{\"id\":\"org.example.notes\",\"version\":\"1.0.0\"}],"
                        + "\"channel\":\"beta\"}");
        assertThat(updates).singleElement().satisfies(line -> {
            assertThat(line.latestVersion()).hasToString("1.1.0");
            assertThat(line.severity()).isEqualTo(Severity.MINOR);
            assertThat(line.security()).isTrue();
            assertThat(line.newPermissions()).isEmpty();
        });
        assertThat(source.updates(List.of(), Channel.STABLE)).isEmpty();
        assertThat(server.asked).hasSize(1);
    }

    private static InstalledSkill installed(String version, String source) {
        return new InstalledSkill(
                NOTES,
                "Notes",
                "",
                SkillVersion.of(version),
                "",
                InstalledSkill.Status.ACTIVE,
                null,
                "in_framework",
                null,
                "Example",
                "",
                source,
                Channel.STABLE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Samples.NOON,
                null,
                false,
                List.of(),
                List.of(),
                null,
                null);
    }

    @Test
    void hubThatIsDown_isSaid_andNotAskedAgainBySearchForTwoSeconds() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        SkillHub down = clockwork.hubAt("http://127.0.0.1:" + port);
        try (AutoCloseable closing = down::close) {
            SkillHubSource unreachable = new SkillHubSource(down);

            Problem problem = problem(() -> unreachable.search(SkillQuery.text("x")));
            assertThat(problem.code()).isEqualTo("source_unreachable");
            assertThat(problem.detail()).contains("127.0.0.1:" + port).contains("refused");
            assertThat(problem.nextStep()).contains("Installed skills keep running");
            assertThat(clockwork.slept).hasSize(2);

            assertThat(problem(() -> unreachable.search(SkillQuery.text("x"))).code())
                    .isEqualTo("source_unreachable");
            assertThat(clockwork.slept).hasSize(2);

            clockwork.pass(Duration.ofSeconds(2));
            problem(() -> unreachable.search(SkillQuery.text("x")));
            assertThat(clockwork.slept).hasSize(4);
        }
    }
}
