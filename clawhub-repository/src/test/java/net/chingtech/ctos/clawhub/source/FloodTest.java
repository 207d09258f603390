package net.chingtech.ctos.clawhub.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.provisioning.SkillQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ClawHub that says more than it was asked for: what is over costs neither memory nor questions. */
class FloodTest {

    private static final Ref TOOL = new Ref("acme", "tool");

    @TempDir
    Path folder;

    private Scene scene;
    private ClawHub hub;

    @BeforeEach
    void start() {
        scene = new Scene(folder);
        hub = new ClawHub(
                new HubAddress("ClawHub", scene.server.url()),
                "1",
                scene,
                System::nanoTime,
                () -> 0,
                time -> {},
                () -> false);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        scene.close();
    }

    private void says(String path, String json) {
        scene.server.on("/api/v1/" + path, FixtureHub.body("application/json", json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String many(String line, int times) {
        return "[" + IntStream.range(0, times).mapToObj(i -> line).collect(Collectors.joining(",")) + "]";
    }

    @Test
    void linesThatNobodyAskedFor_areNotRead() throws Exception {
        says("skills", "{\"items\":" + many("{}", 30_000) + ",\"nextCursor\":\"on\"}");
        says("search", "{\"results\":" + many("{}", 30_000) + "}");
        says("skills/tool/versions", "{\"items\":" + many("{}", 30_000) + "}");

        Said.Items items = hub.list("updated", 25, null);

        assertThat(items.items()).hasSize(25);
        assertThat(items.nextCursor()).isEqualTo("on");
        assertThat(hub.search("x", 100, false).results()).hasSize(100);
        assertThat(hub.versions(TOOL, 50, null).items()).hasSize(50);
    }

    @Test
    void listThatNoQuestionCuts_isReadUpToANumber() throws Exception {
        String file = "{\"path\":\"a\",\"sha256\":\"b\",\"size\":1}";
        says("skills/tool/versions/1.0.0", "{\"version\":{\"version\":\"1.0.0\",\"files\":" + many(file, 5_000) + "}}");

        assertThat(hub.version(TOOL, "1.0.0").files()).hasSize(400);
    }

    @Test
    void listThatIsTooLong_isRefused() {
        says("skills", "{\"items\":" + many("{}", 1_000_000) + "}");

        assertThat(Scene.problem(() -> hub.list("updated", 25, null)).code()).isEqualTo("source_answer_invalid");
    }

    @Test
    void listOfMoreThanAnyAnswerHas_isRefusedBeforeAnythingIsMadeOfIt() {
        for (String thing : List.of("{}", "[]", "7", "{\"a\":1}")) {
            says("skills", "{\"items\":[],\"more\":" + many(thing, 110_000) + "}");

            assertThat(Scene.problem(() -> hub.list("updated", 25, null)).detail())
                    .as(thing)
                    .contains("at most 100000 brackets, colons and commas");
        }
    }

    @Test
    void listThatIsNone_isRefusedByItsPlace() {
        says("skills", "{\"items\":[{\"slug\":\"a\"},{\"slug\":{}}]}");
        assertThat(Scene.problem(() -> hub.list("updated", 25, null)).detail()).contains("$.items[1].slug");

        says("skills", "{\"items\":{\"slug\":\"a\"}}");
        assertThat(Scene.problem(() -> hub.list("updated", 25, null)).code()).isEqualTo("source_answer_invalid");
    }

    @Test
    void numbersThatAreNone_countAsNothing() throws Exception {
        for (String stats : List.of("null", "7", "[{},{}]", "{\"downloads\":{\"a\":1},\"stars\":\"many\"}", "{}")) {
            says("skills", "{\"items\":[{\"slug\":\"a\",\"stats\":" + stats + "}]}");
            assertThat(hub.list("updated", 1, null).items().get(0).stats().downloads())
                    .as(stats)
                    .isZero();
        }
        says("skills", "{\"items\":[{\"slug\":\"a\",\"stats\":{\"x\":[1],\"downloads\":7.5,\"stars\":-3}}]}");
        assertThat(hub.list("updated", 1, null).items().get(0).stats()).hasToString("Stats[downloads=7, stars=0]");
    }

    @Test
    void placeInAListThatIsAPageItself_isTheEnd() throws Exception {
        says("skills", "{\"items\":[],\"nextCursor\":\"" + "x".repeat(2_001) + "\"}");

        assertThat(hub.list("updated", 25, null).nextCursor()).isNull();
    }

    @Test
    void listOfNamesThatManyHave_isAskedForWithinLimits() throws Exception {
        List<Object> items = IntStream.range(0, 50)
                .<Object>mapToObj(i -> FixtureHub.map("slug", "tool-" + i))
                .toList();
        says("skills", new String(Json.write(FixtureHub.map("items", items)), StandardCharsets.UTF_8));
        for (int i = 0; i < 50; i++) {
            for (int owner = 0; owner < 20; owner++) {
                scene.server.skill("owner-" + owner, "tool-" + i).version("1.0.0");
            }
        }

        scene.adapter.search(SkillQuery.text(""));

        assertThat(scene.server.count("/skills/tool-")).isLessThanOrEqualTo(50 + Owners.MOST_CANDIDATES);
    }

    @Test
    void candidateThatIsLongerThanAnyName_isNotAskedFor_andHidesNoOtherSkill() throws Exception {
        scene.server.skill("acme", "good").version("1.0.0");
        scene.server.skill("acme", "odd").version("1.0.0");
        for (String owner : List.of("o".repeat(400), "a/b", "", " ", "a\\u001bb")) {
            scene.server.on(
                    "/api/v1/skills/odd",
                    FixtureHub.text(409, "{\"matches\":[{\"ownerHandle\":\"" + owner + "\",\"slug\":\"odd\"}]}"));
            assertThat(scene.adapter.search(SkillQuery.text("")).skills())
                    .as(owner)
                    .hasSize(1);
        }
    }
}
