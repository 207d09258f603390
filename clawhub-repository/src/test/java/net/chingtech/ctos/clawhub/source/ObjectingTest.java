package net.chingtech.ctos.clawhub.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Objection;
import net.chingtech.ctos.provisioning.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ClawHub says by now of version 1.0.0 of skills that came from it. */
class ObjectingTest {

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void start() {
        scene = new Scene(folder);
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    private FixtureHub.Skill skill(String slug) {
        return scene.server.skill("acme", slug).version("1.0.0").version("2.0.0");
    }

    private void pages(String slug, FixtureHub.Answer answer) {
        scene.server.on("/api/v1/skills/" + slug, answer);
    }

    private static Standing.Ref ref(String slug) {
        return new Standing.Ref(Scene.id("acme", slug), SkillVersion.of("1.0.0"), "0".repeat(64));
    }

    /** By slug, without those of which it says nothing. */
    private Map<String, Optional<Objection>> ask(String... slugs) throws Exception {
        return scene
                .adapter
                .objections(Arrays.stream(slugs).map(ObjectingTest::ref).toList())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(one -> slug(one.getKey()), Map.Entry::getValue));
    }

    private static String slug(Standing.Ref ref) {
        return ref.id().value().substring("clawhub.acme.".length());
    }

    private void assertHeld(String slug, boolean stop, String code, String words) throws Exception {
        assertThat(ask(slug).get(slug)).as(slug).hasValueSatisfying(objection -> {
            assertThat(objection.stop()).isEqualTo(stop);
            assertThat(objection.problem().code()).isEqualTo(code);
            assertThat(objection.problem().detail()).contains(slug, words);
        });
    }

    @Test
    void goodSkill_hasNothingAgainstIt_andNothingIsDownloaded() throws Exception {
        skill("tool");
        assertThat(ask("tool")).isEqualTo(Map.of("tool", Optional.empty()));
        assertThat(scene.server.count("/download")).isZero();
    }

    @Test
    void malware_mustStop_bySkillVersionOrRefusal() throws Exception {
        skill("bad").moderation =
                FixtureHub.map("isMalwareBlocked", true, "verdict", "malicious", "summary", "Steals keys");
        skill("scanned").scan = "malicious";
        skill("blocked");
        pages("blocked", FixtureHub.text(403, "Blocked: flagged as malicious by ClawScan."));

        assertHeld("bad", true, "skill_malware", "Steals keys");
        assertHeld("scanned", true, "skill_malware", "scan");
        assertHeld("blocked", true, "skill_malware", "ClawScan");
    }

    @Test
    void suspiciousRemovedHiddenAndRevoked_areSaidInItsWords() throws Exception {
        skill("odd").moderation =
                FixtureHub.map("isSuspicious", true, "verdict", "suspicious", "summary", "Runs what it downloads");
        skill("removed");
        pages("removed", FixtureHub.text(410, "This skill has been removed by a moderator."));
        skill("hidden");
        pages("hidden", FixtureHub.text(403, "This skill is currently unavailable."));
        skill("revoked");
        pages("revoked/versions/1.0.0", FixtureHub.text(410, "Version not available"));

        assertHeld("odd", false, "skill_suspicious", "Runs what it downloads");
        assertHeld("removed", false, "skill_removed", "by a moderator");
        assertHeld("hidden", false, "skill_hidden", "unavailable");
        assertHeld("revoked", false, "version_revoked", "Version not available");
    }

    @Test
    void skillThatIsNotThereAnyMore_isSaid_withTheReasonWhereItsVersionHasOne() throws Exception {
        skill("left");
        assertHeld("gone", false, "skill_unknown", "has no skill");
        skill("quiet");
        pages("quiet", FixtureHub.text(404, "Skill not found"));
        pages("quiet/versions/1.0.0", FixtureHub.text(403, "Blocked: flagged as malicious by ClawScan."));
        assertHeld("quiet", true, "skill_malware", "ClawScan");
    }

    @Test
    void whatKnowsNoSkillAtAll_isNoClawHub_andNoFlag() throws Exception {
        pages("tool", FixtureHub.text(404, "Not found"));
        scene.server.on("/api/v1/skills", FixtureHub.text(404, "Not found"));
        assertThat(ask("tool")).isEmpty();
    }

    @Test
    void reviewOrOtherAnswerOfToday_saysNothing() throws Exception {
        skill("reviewed");
        pages("reviewed", FixtureHub.text(423, "This skill is pending a review."));
        skill("odd");
        pages("odd", FixtureHub.text(400, "Bad request"));
        skill("torn");
        pages("torn", FixtureHub.text(200, "{"));
        skill("tool");
        assertThat(ask("reviewed", "odd", "torn", "tool")).isEqualTo(Map.of("tool", Optional.empty()));
    }

    @Test
    void hubThatDiesMeanwhile_saidWhatItSaid_andOneThatIsDeadSaysSo() throws Exception {
        skill("odd").moderation = FixtureHub.map("isSuspicious", true, "verdict", "suspicious", "summary", "Odd");
        skill("busy");
        pages("busy", FixtureHub.text(429, "Rate limit exceeded", "Retry-After", "60"));
        skill("after");
        assertThat(ask("odd", "busy", "after")).containsOnlyKeys("odd");
        assertThat(Scene.problem(() -> ask("busy")).code()).isEqualTo("source_busy");
    }

    @Test
    void words_areTheSameTwice_andThoseThatSomebodyAgreedTo() throws Exception {
        skill("odd").moderation = FixtureHub.map("isSuspicious", true, "verdict", "suspicious", "summary", "Odd");
        scene.server.skill("acme", "single").version("1.0.0").moderation =
                FixtureHub.map("isSuspicious", true, "verdict", "suspicious", "summary", "Odd");
        assertThat(ask("odd")).isEqualTo(ask("odd"));
        assertThat(ask("single").get("single").orElseThrow().problem())
                .isEqualTo(scene.release("acme", "single").doubt());
    }
}
