package net.chingtech.ctos.clawhub.source;

import static net.chingtech.ctos.clawhub.client.FixtureHub.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.clawhub.client.FixtureHub.Skill;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffersTest {

    private static final String DOWNLOAD = "/api/v1/download";

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void start() {
        scene = new Scene(folder.resolve("cache"));
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    private Skill tool() {
        return scene.server.skill("acme", "tool");
    }

    private Release release(String range, Channel channel) throws Exception {
        return scene.adapter
                .releases(Scene.id("acme", "tool"), VersionRange.parse(range), channel)
                .get(0);
    }

    @Test
    void newestRelease_isBroughtCheckedAndWrapped_onceForManyQuestions() throws Exception {
        tool().version("1.0.0").version("1.1.0");

        Release release = scene.release("acme", "tool");
        Release again = scene.release("acme", "tool");

        assertThat(release.claim().version()).hasToString("1.1.0");
        assertThat(release.envelope().isSigned()).isFalse();
        assertThat(release.doubt()).isNull();
        assertThat(release.remarks()).containsExactly("It was wrapped by a test.");
        assertThat(again.claim()).isEqualTo(release.claim());
        assertThat(scene.server.count(DOWNLOAD)).isEqualTo(1);
        assertThat(scene.wrapped).hasValue(1);
        assertThat(scene.server.asked).anyMatch(line -> line.startsWith(DOWNLOAD) && line.contains("ownerHandle=acme"));

        Path target = folder.resolve("staged.jar");
        scene.adapter.fetch(release, target, (bytes, of) -> {});
        assertThat(Digests.sha256Hex(Files.readAllBytes(target)))
                .isEqualTo(release.claim().artifact().sha256());
    }

    @Test
    void fetchAfterTheCacheIsLost_bringsTheSameBytesAgain() throws Exception {
        tool().version("1.0.0");
        Release release = scene.release("acme", "tool");
        Scratch.clear(folder.resolve("cache"));

        scene.adapter.fetch(release, folder.resolve("staged.jar"), (bytes, of) -> {});

        assertThat(Digests.sha256Hex(Files.readAllBytes(folder.resolve("staged.jar"))))
                .isEqualTo(release.claim().artifact().sha256());
    }

    @Test
    void filesThatChangedSinceThePlan_areNotFetched() throws Exception {
        Skill tool = tool().version("1.0.0");
        Release release = scene.release("acme", "tool");
        Scratch.clear(folder.resolve("cache"));
        tool.version("1.0.0", Map.of("SKILL.md", "# other\n"));

        Problem problem =
                Scene.problem(() -> scene.adapter.fetch(release, folder.resolve("staged.jar"), (bytes, of) -> {}));

        assertThat(problem.code()).isEqualTo("digest_mismatch");
        assertThat(folder.resolve("staged.jar")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "^1.0.0, STABLE, 1.4.0",
        "<1.2.0, STABLE, 1.1.0",
        "=1.0.0, STABLE, 1.0.0",
        "*, STABLE, 2.0.0",
        "*, BETA, 2.1.0-beta.1",
        "=2.1.0-beta.1, STABLE, 2.1.0-beta.1"
    })
    void versionIsTheNewestThatFits(String range, Channel channel, String expected) throws Exception {
        Skill skill = tool();
        for (int i = 0; i < 60; i++) {
            skill.version("0.1." + i);
        }
        skill.version("1.0.0")
                .version("1.1.0")
                .version("1.4.0")
                .version("2.0.0")
                .version("2.1.0-beta.1");
        skill.latest = "2.0.0";

        assertThat(release(range, channel).claim().version()).isEqualTo(SkillVersion.of(expected));
    }

    @Test
    void versionBehindTheFirstPageOfVersions_isFound() throws Exception {
        Skill skill = tool().version("0.1.0");
        for (int i = 0; i < 60; i++) {
            skill.version("1.0." + i);
        }

        assertThat(release("<1.0.0", Channel.STABLE).claim().version()).hasToString("0.1.0");
    }

    @Test
    void versionAboveTheOneThatIsOffered_wasCalledBack_andIsNotTaken() throws Exception {
        tool().version("1.0.0").version("1.1.0").latest = "1.0.0";

        assertThat(release(">=1.0.0", Channel.STABLE).claim().version()).hasToString("1.0.0");
    }

    @Test
    void revokedVersion_isRefusedWhenItIsMeant_andPassedOverOtherwise() throws Exception {
        tool().version("1.0.0").version("1.1.0");
        scene.server.on("/api/v1/skills/tool/versions/1.1.0", FixtureHub.text(410, "Version not available"));

        assertThat(release("^1.0.0", Channel.STABLE).claim().version()).hasToString("1.0.0");
        assertThat(Scene.problem(() -> release("=1.1.0", Channel.STABLE)).code())
                .isEqualTo("version_revoked");
    }

    @Test
    void unknownVersion_isSaid() {
        tool().version("1.0.0");

        assertThat(Scene.problem(() -> release("=9.9.9", Channel.STABLE)).code())
                .isEqualTo("version_unknown");
    }

    @Test
    void noVersionInTheRange_isAnEmptyAnswer() throws Exception {
        tool().version("1.0.0");

        assertThat(scene.adapter.releases(Scene.id("acme", "tool"), VersionRange.parse("^3"), Channel.STABLE))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|Blocked: this skill has been flagged as malicious by ClawScan and cannot be downloaded.|skill_malware",
                "423|This skill is pending a ClawScan security review. Please try again in a few minutes.|skill_pending_review",
                "410|This skill has been removed by a moderator.|skill_removed",
                "403|This skill is currently unavailable.|skill_hidden"
            })
    void heldBackSkill_isRefusedWithItsReason(int status, String text, String code) {
        tool().version("1.0.0");
        for (String path : List.of("/api/v1/skills/tool", "/api/v1/skills/tool/versions/1.0.0", DOWNLOAD)) {
            scene.server.on(path, FixtureHub.text(status, text));

            Problem problem = scene.problemOf("acme", "tool");
            assertThat(problem.code()).as(path).isEqualTo(code);
            assertThat(problem.detail()).contains(text);
            assertThat(problem.nextStep()).isNotBlank();
            scene.server.normalOn(path);
        }
        assertThat(scene.wrapped).hasValue(0);
    }

    @Test
    void skillThatItsPageCallsMalware_isNotEvenDownloaded() {
        tool().version("1.0.0").moderation =
                map("isSuspicious", false, "isMalwareBlocked", true, "verdict", "malicious", "summary", "Steals keys");

        assertThat(scene.problemOf("acme", "tool").code()).isEqualTo("skill_malware");
        assertThat(scene.problemOf("acme", "tool").detail()).contains("Steals keys");
        assertThat(scene.server.count(DOWNLOAD)).isZero();
    }

    @Test
    void versionWhoseScanFoundMalware_isRefused_thoughTheSkillIsNotFlagged() {
        tool().version("1.0.0").scan = "malicious";

        assertThat(scene.problemOf("acme", "tool").code()).isEqualTo("skill_malware");
    }

    @Test
    void suspiciousSkill_isOfferedWithItsDoubt() throws Exception {
        tool().version("1.0.0").moderation = map(
                "isSuspicious",
                true,
                "isMalwareBlocked",
                false,
                "verdict",
                "suspicious",
                "reasonCodes",
                List.of("suspicious.dangerous_exec"),
                "summary",
                "Detected: \u001b[31msuspicious.dangerous_exec");

        Problem doubt = scene.release("acme", "tool").doubt();

        assertThat(doubt.code()).isEqualTo("skill_suspicious");
        assertThat(doubt.detail()).contains("suspicious.dangerous_exec").doesNotContain("\u001b");
    }

    @Test
    void suspiciousVersion_isOfferedWithItsDoubt() throws Exception {
        tool().version("1.0.0").scan = "suspicious";

        assertThat(scene.release("acme", "tool").doubt().code()).isEqualTo("skill_suspicious");
    }

    @Test
    void scanThatIsNotDone_isSaid() throws Exception {
        tool().version("1.0.0").scan = "pending";

        assertThat(scene.release("acme", "tool").remarks()).anyMatch(line -> line.contains("not finished"));
    }

    @Test
    void skillOnGitHub_isRefusedInsteadOfUnzipped() {
        tool().version("1.0.0");
        scene.server.on(
                DOWNLOAD,
                FixtureHub.body(
                        "application/json",
                        "{\"sourceRef\":\"public-github\",\"repo\":\"acme/tools\",\"commit\":\"c\",\"path\":\"x\"}"
                                .getBytes(StandardCharsets.UTF_8)));

        Problem problem = scene.problemOf("acme", "tool");
        assertThat(problem.code()).isEqualTo("legacy_on_github");
        assertThat(problem.detail()).contains("acme/tools");
    }

    @Test
    void skillWithoutAVersionOfItsOwn_isSaidToLieOnGitHub_alsoOnItsPage() {
        tool();
        install(
                200,
                "{\"ok\":true,\"slug\":\"tool\",\"installKind\":\"github\",\"github\":{\"repo\":\"acme/tools\","
                        + "\"path\":\"x\",\"commit\":\"c\",\"contentHash\":\"h\",\"sourceUrl\":\"u\"}}");

        assertThat(scene.problemOf("acme", "tool").code()).isEqualTo("legacy_on_github");
        assertThat(scene.problemOf("acme", "tool").detail()).contains("acme/tools");
        assertThat(Scene.problem(() -> scene.adapter.details(Scene.id("acme", "tool")))
                        .code())
                .isEqualTo("legacy_on_github");
    }

    private void install(int status, String json) {
        scene.server.on(
                "/api/v1/skills/tool/install",
                exchange ->
                        FixtureHub.send(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "archive_version_missing, 409, legacy_version_missing",
        "github_source_missing, 409, legacy_source_missing",
        "github_upstream_removed, 410, skill_removed",
        "github_upstream_missing, 410, skill_removed",
        "github_upstream_unknown, 423, skill_pending_review",
        "github_verification_pending, 423, skill_pending_review",
        "github_scan_failed, 403, legacy_scan_failed",
        "something_new, 409, legacy_not_offered"
    })
    void skillWithoutAVersion_isRefusedByTheReasonThatTheHubGives(String reason, int status, String code) {
        tool();
        install(
                status,
                "{\"ok\":false,\"slug\":\"tool\",\"reason\":\"" + reason + "\",\"message\":\"So it is.\",\"status\":"
                        + status + "}");

        Problem problem = scene.problemOf("acme", "tool");

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.detail()).contains("So it is.");
        assertThat(problem.nextStep()).isNotBlank();
    }

    @Test
    void skillWithoutAVersion_ofAHubThatDoesNotSayWhy_hasNoRelease() throws Exception {
        tool();

        assertThat(scene.adapter.releases(Scene.id("acme", "tool"), VersionRange.ANY, Channel.STABLE))
                .isEmpty();
    }

    @Test
    void renamedSkill_isSaidWithItsNewId_andShownByIt() throws Exception {
        scene.server.skill("acme", "new-tool").version("1.0.0");
        scene.server.renamed("tool", "new-tool");

        Problem problem = scene.problemOf("acme", "tool");
        assertThat(problem.code()).isEqualTo("skill_renamed");
        assertThat(problem.more()).containsExactly("clawhub.acme.new-tool");
        assertThat(scene.adapter.details(Scene.id("acme", "tool")).page().card().id())
                .isEqualTo(Scene.id("acme", "new-tool"));
    }

    @Test
    void nameWithoutOwnerThatSeveralHave_isRefusedAndNamesThem() {
        tool().version("1.0.0");
        scene.server.skill("globex", "tool").version("1.0.0");

        Problem problem = scene.problemOf("_", "tool");

        assertThat(problem.code()).isEqualTo("skill_ambiguous");
        assertThat(problem.more()).containsExactly("@acme/tool", "@globex/tool");
    }

    @Test
    void sameSlugOfTwoOwners_areTwoSkills() throws Exception {
        tool().version("1.0.0");
        scene.server.skill("globex", "tool").version("2.0.0");

        assertThat(scene.release("acme", "tool").claim().version()).hasToString("1.0.0");
        assertThat(scene.release("globex", "tool").claim().version()).hasToString("2.0.0");
        assertThat(scene.release("acme", "tool").claim().keyId())
                .isNotEqualTo(scene.release("globex", "tool").claim().keyId());
    }
}
