package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static net.chingtech.ctos.skillhub.client.internal.Samples.listed;
import static net.chingtech.ctos.skillhub.client.internal.Samples.revoked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Severity;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCardPage;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.Standing;
import net.chingtech.ctos.provisioning.Standing.Ref;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fresh the lists are, what keeping them fresh costs, and what a hub that hinders it gets. */
class FreshnessTest {

    private static final String TIMESTAMP = "/metadata/timestamp.json";

    private final Clockwork clockwork = new Clockwork();

    @TempDir
    Path folder;

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

    private ListedRelease offer(String version) {
        ReleaseInfo info = Samples.info(version, Channel.STABLE, null);
        server.json("/api/v1/skills/org.example.notes/versions/" + version, info);
        return listed(info);
    }

    private Problem refusal() {
        return catchThrowableOfType(
                        ProvisioningException.class, () -> source.releases(NOTES, VersionRange.ANY, Channel.STABLE))
                .problem();
    }

    private static Ref ref(ListedRelease release) {
        return new Ref(NOTES, release.version(), release.artifact().sha256());
    }

    @Test
    void manyQuestionsOfOnePlan_refreshOnce_andLaterOneSmallRequestDoes() throws Exception {
        signer.list(new ListedSkill(NOTES, List.of(offer("1.0.0"))));
        signer.asked();
        for (int i = 0; i < 5; i++) {
            source.releases(NOTES, VersionRange.ANY, Channel.STABLE);
        }
        assertThat(signer.asked()).containsOnlyOnce("timestamp.json");

        clockwork.pass(Duration.ofSeconds(3));
        source.releases(NOTES, VersionRange.ANY, Channel.STABLE);
        assertThat(signer.asked()).containsExactlyInAnyOrder("2.root.json", "timestamp.json");
        assertThat(source.status().asOf()).isEqualTo(clockwork.instant());
    }

    @Test
    void skillThatWasPublishedAMomentAgo_isFoundAtOnce() throws Exception {
        signer.list(new ListedSkill(SkillId.parse("org.example.other"), List.of(offer("1.0.0"))));
        assertThatThrownBy(() -> source.releases(NOTES, VersionRange.ANY, Channel.STABLE))
                .isInstanceOf(ProvisioningException.class);
        signer.list(new ListedSkill(NOTES, List.of(offer("1.0.0"))));

        assertThat(source.releases(NOTES, VersionRange.ANY, Channel.STABLE)).hasSize(1);
    }

    @Test
    void listsThatHaveExpired_offerNothing_whileLookingStillWorksAndSaysSo() throws Exception {
        signer.list(new ListedSkill(NOTES, List.of(offer("1.0.0"))));
        server.json("/api/v1/skills", new SkillCardPage(List.of(Samples.card("/icon.svg")), 1, 20, 1, null, null));
        server.json("/api/v1/skills/org.example.notes", Samples.page(Samples.line("1.0.0", Channel.STABLE)));
        source.releases(NOTES, VersionRange.ANY, Channel.STABLE);
        assertThat(source.search(SkillQuery.text("notes")).failed()).isEmpty();

        clockwork.pass(SigningHub.LIFE.plusSeconds(1));
        assertThat(source.status().problem().code()).as("before anybody asks").isEqualTo("metadata_expired");
        assertThat(refusal().code()).isEqualTo("metadata_expired");
        assertThat(source.search(SkillQuery.text("notes"))).satisfies(page -> {
            assertThat(page.skills()).hasSize(1);
            assertThat(page.failed())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.problem().code()).isEqualTo("metadata_expired"));
        });
        assertThat(source.details(NOTES).page().versions()).hasSize(1);

        signer.publish();
        clockwork.pass(Duration.ofSeconds(3));
        assertThat(source.releases(NOTES, VersionRange.ANY, Channel.STABLE)).hasSize(1);
        assertThat(source.status().problem()).isNull();
        assertThat(source.search(SkillQuery.text("notes")).failed()).isEmpty();
    }

    @Test
    void whatIsKept_isKnownAfterARestart_withoutAsking() throws Exception {
        signer.list(new ListedSkill(NOTES, List.of(offer("1.0.0"))));
        source.releases(NOTES, VersionRange.ANY, Channel.STABLE);
        signer.asked();

        SkillHubSource again = new SkillHubSource(
                hub, signer.lists(hub, folder), Tier.OFFICIAL, clockwork, new RaterSecret(folder.resolve("rater")));
        assertThat(again.status().rootVersion()).isEqualTo(1);
        assertThat(again.status().rootFingerprint()).isEqualTo(signer.fingerprint());
        assertThat(again.status().expiresAt()).isEqualTo(clockwork.instant().plus(SigningHub.LIFE));
        assertThat(signer.asked()).isEmpty();
    }

    @Test
    void hubThatIsDown_isUnreachable_andIsNotWaitedForTwice() throws Exception {
        server.on(TIMESTAMP, TestHub.status(503));

        assertThat(refusal().code()).isEqualTo("metadata_unreachable");
        int asked = server.asked.size();
        assertThat(refusal().code()).isEqualTo("metadata_unreachable");
        assertThat(server.asked).hasSize(asked);
    }

    @Test
    void endlessMetadata_isDropped_packedOrNot() {
        AtomicLong sent = new AtomicLong();
        byte[] block = new byte[64 * 1024];
        server.on(TIMESTAMP, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(block);
                sent.addAndGet(block.length);
            }
        });
        assertThat(refusal().code()).isEqualTo("metadata_too_large");
        assertThat(sent).hasValueLessThan(1_000L * block.length);

        clockwork.pass(Duration.ofSeconds(3));
        server.on(TIMESTAMP, exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (GZIPOutputStream bomb = new GZIPOutputStream(exchange.getResponseBody())) {
                for (int i = 0; i < 2_000; i++) {
                    bomb.write(block);
                }
            }
        });
        assertThat(refusal().code()).isEqualTo("metadata_too_large");
    }

    @Test
    void emptyPackagesForEver_areDropped() {
        byte[] nothing = SigningHub.pack(new byte[0]);
        server.on(TIMESTAMP, exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_000_000; i++) {
                exchange.getResponseBody().write(nothing);
            }
        });

        assertThat(refusal().code()).isEqualTo("metadata_too_large");
    }

    @Test
    void metadataThatDrips_isGivenUpInTime() {
        server.on(TIMESTAMP, FreshnessTest::drip);

        Problem problem = refusal();
        assertThat(problem.code()).isEqualTo("metadata_unreachable");
        assertThat(problem.detail()).contains("took too long");
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void metadataFromElsewhere_isNotFetched() {
        server.on("/elsewhere", SigningHub.packed(new byte[10]));
        server.on(TIMESTAMP, TestHub.status(302, "Location", server.url() + "/elsewhere"));

        assertThat(refusal().detail()).contains("from the hub itself");
        assertThat(server.count("/elsewhere")).isZero();
    }

    @Test
    void updates_comeFromTheLists_andTheHubOnlyAddsWords() throws Exception {
        ListedRelease fix = offer("1.1.0");
        signer.list(new ListedSkill(
                NOTES,
                List.of(
                        revoked(offer("1.3.0"), "It leaks."),
                        offer("1.2.0"),
                        new ListedRelease(
                                fix.version(),
                                fix.channel(),
                                fix.statement(),
                                fix.artifact(),
                                fix.listedAt(),
                                true,
                                false,
                                null))));
        server.json(
                "/api/v1/updates/check",
                "{\"updates\":[{\"id\":\"org.example.notes\",\"latest_version\":\"1.2.0\",\"severity\":\"major\","
                        + "\"security\":false,\"release_notes\":\"New words.\",\"new_permissions\":[\"db:own\"]},"
                        + "{\"id\":\"org.example.other\",\"current_version\":\"1.0.0\",\"latest_version\":\"1.1.0\"}]}");

        var updates = source.updates(
                List.of(installed("1.0.0", source.id()), installed("1.0.0", "skillhub:other")), Channel.STABLE);
        assertThat(updates).singleElement().satisfies(line -> {
            assertThat(line.latestVersion()).hasToString("1.2.0");
            assertThat(line.severity()).isEqualTo(Severity.MINOR);
            assertThat(line.security()).as("1.1.0 between them is one").isTrue();
            assertThat(line.releaseNotes()).isEqualTo("New words.");
            assertThat(line.newPermissions()).containsExactly(SkillPermission.parse("db:own"));
        });
        assertThat(server.bodies)
                .contains("{\"installed_skills\":[{\"id\":\"org.example.notes\",\"version\":\"1.0.0\"}],"
                        + "\"channel\":\"stable\"}");

        // A hub that says nothing, or speaks of another version, hides no update.
        server.on("/api/v1/updates/check", TestHub.status(404));
        assertThat(source.updates(List.of(installed("1.0.0", source.id())), Channel.STABLE))
                .singleElement()
                .satisfies(line -> assertThat(line.releaseNotes()).isEmpty());
        assertThat(source.updates(List.of(installed("1.2.0", source.id())), Channel.STABLE))
                .isEmpty();
    }

    @Test
    void standing_tellsOfWhatIsInstalled_withOneRefresh() throws Exception {
        ListedRelease fine = offer("1.0.0");
        ListedRelease bad = revoked(offer("1.1.0"), "It leaks.");
        Envelope notice = new Envelope(
                "application/vnd.ctos.key.notice+json",
                new byte[] {'{', '}'},
                List.of(new Envelope.Signature("ab".repeat(32), new byte[64], List.of())));
        signer.list(new ListedSkill(NOTES, List.of(fine, bad))).notices(notice);
        Ref unlisted = new Ref(NOTES, SkillVersion.of("1.0.0"), "cd".repeat(32));
        Ref foreign = new Ref(new SkillId("org.example.other"), SkillVersion.of("1.0.0"), "cd".repeat(32));
        signer.asked();

        Standing standing =
                source.standing(List.of(ref(fine), ref(bad), unlisted, foreign)).orElseThrow();
        assertThat(standing.asOf()).isEqualTo(clockwork.instant());
        assertThat(standing.releases()).containsOnlyKeys(ref(fine), ref(bad));
        assertThat(standing.releases().get(ref(fine))).isEqualTo(new Listing(Samples.NOON, false, null));
        assertThat(standing.releases().get(ref(bad)).revoked().reason()).isEqualTo("It leaks.");
        assertThat(standing.notices()).hasSize(1);
        assertThat(standing.notices().get(0).payload()).isEqualTo(notice.payload());

        assertThat(signer.asked()).as("also for what is not listed").containsOnlyOnce("timestamp.json");
        clockwork.pass(Duration.ofHours(1));
        source.standing(List.of(ref(fine), ref(bad)));
        assertThat(signer.asked()).containsExactlyInAnyOrder("2.root.json", "timestamp.json");
    }

    @Test
    void map_isOfTheSignedLists() throws Exception {
        signer.list(new ListedSkill(NOTES, List.of(offer("1.0.0"))));
        assertThat(source.map()).isEmpty();
        signer.map("{\"version\":1,\"mappings\":[{\"from\":\"clawhub.acme.notes\",\"to\":\"org.example.notes\"}]}");
        clockwork.pass(Duration.ofSeconds(3));

        assertThat(source.map().orElseThrow().mappings().get(0).to()).isEqualTo(NOTES);

        signer.map("{\"version\":2,\"mappings\":[{\"from\":\"clawhub.acme.notes\",\"to\":\"clawhub.acme.other\"}]}");
        clockwork.pass(Duration.ofSeconds(3));
        assertThat(catchThrowableOfType(ProvisioningException.class, source::map)
                        .problem()
                        .code())
                .isEqualTo("metadata_invalid");
        assertThat(source.releases(NOTES, VersionRange.ANY, Channel.STABLE)).hasSize(1);
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
                null,
                null,
                List.of(),
                UpdatePolicy.INHERITED,
                false,
                null,
                null);
    }
}
