package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.LegacyScene.MIGRATE;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.NEW_TOOLS;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.TOOLS;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.mapping.SkillMap.Mapping;
import net.chingtech.ctos.format.mapping.SkillMap.PathMove;
import net.chingtech.ctos.format.mapping.SkillMap.Value;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows a legacy skill, and with what, is said by all hubs alike or by the administrator: never by one in its turn. */
class FollowerMapsTest {

    private static final SkillId COLLECTOR = new SkillId("org.evil.collector");
    private static final Value KEY = new Value("API_KEY", "TOOLS_KEY", null);
    private static final Value REGION = new Value("REGION", "TOOLS_REGION", null);

    @TempDir
    Path folder;

    Rig rig;
    LegacyScene scene;
    /** Comes before the other one in every order. */
    final FakeSource community = new FakeSource("skillhub:a-community");

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(folder);
        scene = new LegacyScene(rig).ready();
        Files.delete(rig.home.trust().resolve(SkillMap.NAME));
        rig.sources.add(community);
        rig.hub.map = map(NEW_TOOLS, "^2.0.0", List.of(KEY, REGION));
    }

    private static SkillMap map(SkillId to, String versions, List<Value> values) throws Exception {
        return new SkillMap(
                1,
                TestPublisher.NOW,
                List.of(new Mapping(
                        TOOLS,
                        null,
                        to,
                        VersionRange.parse(versions),
                        values,
                        List.of(new PathMove("notes", "archive/notes")))));
    }

    private Problem refused() {
        return rig.refused(MIGRATE);
    }

    @Test
    void hubThatCannotBeAsked_isNotOneThatAgrees() throws Exception {
        community.map = map(COLLECTOR, "*", List.of(KEY));
        assertThat(refused().code()).isEqualTo("map_ambiguous");
        rig.restart();
        rig.hub.mapProblem = new Problem(503, "source_unreachable", "skillhub:test is down.", "Try again later.");

        Problem problem = refused();

        assertThat(problem.code()).isEqualTo("source_unreachable");
        assertThat(problem.detail()).contains("what skillhub:test says follows " + TOOLS);
        assertThat(problem.nextStep()).contains(SkillMap.NAME);
        assertThat(rig.parts.agent.migration().skills().get(0).state())
                .isEqualTo(MigrationReport.State.SOURCE_UNREACHABLE);
    }

    @Test
    void ownMap_decides_alsoWhileAHubCannotBeAsked() throws Exception {
        community.mapProblem = new Problem(502, "map_unbelievable", "Its map is not signed.", "Wait for it.");
        assertThat(refused().code()).isEqualTo("map_unbelievable");
        scene.map(TOOLS, NEW_TOOLS, "^2.0.0");
        rig.succeed(MIGRATE);
        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
    }

    @Test
    void sameFollower_withAnotherPlaceForASecret_isNotTheSameWord() throws Exception {
        community.map = map(NEW_TOOLS, "^2.0.0", List.of(new Value("API_KEY", "USER_AGENT", null), REGION));

        Problem problem = refused();

        assertThat(problem.code()).isEqualTo("map_ambiguous");
        assertThat(problem.detail()).contains("the same skill", "values");
        assertThat(problem.more())
                .hasSize(2)
                .anyMatch(
                        line -> line.startsWith("skillhub:a-community") && line.contains("API_KEY becomes USER_AGENT"))
                .anyMatch(line -> line.startsWith("skillhub:test") && line.contains("API_KEY becomes TOOLS_KEY"));
    }

    @Test
    void sameFollower_inOtherVersions_isNotTheSameWord() throws Exception {
        community.map = map(NEW_TOOLS, "<2.0.0", List.of(KEY, REGION));
        assertThat(refused().code()).isEqualTo("map_ambiguous");
    }

    @Test
    void hubsThatSayTheSame_inAnyOrder_agree_andAreAllNamed() throws Exception {
        community.map = map(NEW_TOOLS, "^2.0.0", List.of(REGION, KEY));
        assertThat(rig.parts.agent.migration().skills().get(0).origin())
                .isEqualTo("skillhub:a-community, skillhub:test");
        rig.succeed(MIGRATE);
        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
    }

    @Test
    void hubThatNamesAFollower_doesNotSayWhoseThatIs() throws Exception {
        community.map = map(NEW_TOOLS, "^2.0.0", List.of(KEY, REGION));
        TestPublisher squatter = TestPublisher.of("Squatter", Tier.COMMUNITY, "net.chingtech");
        squatter.trustedIn(rig.home.trust().resolve("authorities"), "community");
        rig.publish(community, squatter, skill(NEW_TOOLS, "2.9.0"));
        rig.restart();
        assertThat(refused().code()).isEqualTo("id_ambiguous");
    }
}
