package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCardPage;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillHubSourceTest {

    private static final String PAGE = "/api/v1/skills/org.example.notes";

    @TempDir
    Path folder;

    private final Clockwork clockwork = new Clockwork();
    private TestHub server;
    private SigningHub signer;
    private SkillHub hub;
    private SkillHubSource source;

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        signer = new SigningHub(server, clockwork);
        hub = clockwork.hubAt(server.url());
        source = new SkillHubSource(
                hub, signer.lists(hub, folder), Tier.OFFICIAL, clockwork, new RaterSecret(folder.resolve("rater")));
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    static Problem problem(ThrowingCallable call) {
        return catchThrowableOfType(ProvisioningException.class, call).problem();
    }

    private void offer(String... versions) {
        List<VersionLine> lines = new ArrayList<>();
        List<ListedRelease> listed = new ArrayList<>();
        for (String version : versions) {
            Channel channel = version.contains("-") ? Channel.BETA : Channel.STABLE;
            lines.add(Samples.line(version, channel));
            ReleaseInfo info = Samples.info(version, channel, null);
            server.json(PAGE + "/versions/" + version, info);
            listed.add(Samples.listed(info));
        }
        server.json(PAGE, Samples.page(lines.toArray(VersionLine[]::new)));
        signer.list(new ListedSkill(NOTES, listed));
    }

    private List<String> versions(String range, Channel channel) throws ProvisioningException, FormatException {
        return source.releases(NOTES, VersionRange.parse(range), channel).stream()
                .map(release -> release.claim().version().toString())
                .toList();
    }

    @Test
    void search_asksWithEveryWord_andMakesAddressesAbsolute() throws ProvisioningException {
        server.json("/api/v1/skills", new SkillCardPage(List.of(Samples.card("/icon.svg")), 2, 5, 6, null, null));

        SearchPage page = source.search(
                new SkillQuery("a b&c", Set.of("vat"), "Office", null, Channel.BETA, SkillQuery.Sort.NEWEST, 2, 5));

        assertThat(server.asked)
                .containsExactly("GET /api/v1/skills?q=a%20b%26c&channel=beta&sort=newest&page=2&per_page=5&tags=vat"
                        + "&category=Office");
        assertThat(server.userAgents).containsExactly("ctos/1.2.3");
        assertThat(page.total()).isEqualTo(6);
        assertThat(page.skills()).singleElement().satisfies(found -> {
            assertThat(found.source()).isEqualTo("skillhub:test");
            assertThat(found.card().iconUrl()).isEqualTo(server.url() + "/icon.svg");
            assertThat(found.installed()).isNull();
        });
    }

    @Test
    void olderHub_thatCountsNoCategories_isSearchedAllTheSame() throws ProvisioningException {
        server.json("/api/v1/skills", new SkillCardPage(List.of(Samples.card("/icon.svg")), 1, 5, 6, null, null));

        SearchPage page = source.search(SkillQuery.text(""));

        assertThat(page.categories()).isEmpty();
        assertThat(page.reachable()).isEqualTo(6);
    }

    @Test
    void categories_areAsTheHubCountsThem_withoutWhatCannotBeShown() throws ProvisioningException {
        List<CategoryCount> counted = new ArrayList<>(Arrays.asList(
                new CategoryCount("Finance", 2),
                null,
                new CategoryCount(null, 1),
                new CategoryCount("x".repeat(41), 1),
                new CategoryCount("None", 0)));
        for (int i = 0; i < 200; i++) {
            counted.add(new CategoryCount("c" + i, 1));
        }
        server.json("/api/v1/skills", new SkillCardPage(List.of(Samples.card("/icon.svg")), 1, 5, 6, 4L, counted));

        SearchPage page = source.search(SkillQuery.text(""));

        assertThat(page.categories())
                .hasSize(100)
                .startsWith(new CategoryCount("Finance", 2), new CategoryCount("c0", 1));
        assertThat(page.reachable()).isEqualTo(4);
        assertThat(page.total()).isEqualTo(6);
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
        assertThat(server.asked).filteredOn(line -> line.contains("/versions/")).hasSize(20);
    }

    @Test
    void release_saysItsSourceAndClaim() throws Exception {
        offer("1.0.0");

        Release release =
                source.releases(NOTES, VersionRange.ANY, Channel.STABLE).get(0);

        assertThat(release.source()).isEqualTo(source.id());
        assertThat(release.claim().artifact().size()).isEqualTo(Samples.JAR.length);
        assertThat(release.envelope().signatures()).hasSize(1);
        assertThat(release.listing()).isEqualTo(new Listing(Samples.NOON, false, null));
    }

    @Test
    void hubThatIsDown_isSaid_andNotAskedAgainBySearchForTwoSeconds() throws Exception {
        // Somebody has the port, and does not listen: so nobody else can come to have it.
        Socket taken = new Socket();
        taken.bind(new InetSocketAddress("127.0.0.1", 0));
        int port = taken.getLocalPort();
        SkillHub down = clockwork.hubAt("http://127.0.0.1:" + port);
        try (taken;
                AutoCloseable closing = down::close) {
            SkillHubSource unreachable = Samples.lookingOnly(down, clockwork);

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
