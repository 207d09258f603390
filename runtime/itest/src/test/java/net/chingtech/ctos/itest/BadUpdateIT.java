package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.itest.CrashModel.Has;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Updates that go wrong, each in its own way: the old version serves on with its data and its settings, and
 * it is said why.
 */
class BadUpdateIT {

    /** Longer than the minute of a probation and a look at the end of it take, also on a slow machine. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    /** Longer than the rest of an update takes once the new version runs, and well within its probation. */
    private static final String WELL_AT_FIRST_MS = "25000";

    @TempDir
    static Path work;

    private static TestHub hub;
    private static CrashContainer container;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(work, "test.crash");
        container = new CrashContainer(hub, work.resolve("ctos-home"));
        container.start();
        hub.trustedBy(container.home());
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void aMigrationThatBreaks_isTakenBack() {
        CrashModel model = installed("script", false);

        JsonNode task = updated(model, Map.of("script", "UPDATE NOTHING SET X = 1"));

        takenBack(model, task, "migration_failed", "migrations/bad.sql", "NOTHING");
    }

    @Test
    void aMigrationThatThrowsHalfWayThroughTheFiles_isTakenBack() {
        CrashModel model = installed("files", false);

        JsonNode task = updated(model, Map.of("migration", "throws"));

        takenBack(model, task, "migration_failed", "this release was made to fail");
    }

    @Test
    void aVersionThatThrowsWhenItStarts_isTakenBack() {
        CrashModel model = installed("start", false);

        JsonNode task = updated(model, Map.of("start", "throws"));

        takenBack(model, task, "skill_threw", "this release was made to fail");
    }

    @Test
    void aVersionWhoseProcessHangs_isTakenBack() {
        CrashModel model = installed("hang", true);

        JsonNode task = updated(model, Map.of("start", "hangs"));

        takenBack(model, task, "start_timeout", "1.0.1");
    }

    @Test
    void aVersionThatIsUnwellAfterAWhile_isLeftByItself() {
        CrashModel model = installed("health", false);

        JsonNode task = updated(model, Map.of("health", WELL_AT_FIRST_MS));

        assertThat(task.path("state").asText()).as(task.toString()).isEqualTo("succeeded");
        awaitAlert(model.skill.id(), "update_rolled_back", "made to become unwell");
        servesOn(model);
        assertThat(container.get("skills/" + model.skill.id()).path("failed").toString())
                .contains("1.0.1");
    }

    private static CrashModel installed(String name, boolean inProcess) {
        CrashSkill skill = new CrashSkill(name, true, false, null);
        CrashModel model = new CrashModel(skill);
        hub.publish(skill.release(0));
        Map<String, Object> question = new HashMap<>(Map.of("action", "install", "id", skill.id(), "version", "1.0.0"));
        if (inProcess) {
            question.put("host", "process");
        }
        succeeds(container.accept(container.plan(question)));
        Has has = model.has();
        succeeds(container.configure(
                skill.id(), Map.of(skill.pid(), Map.of("limit", has.form(), "secret", has.secret()))));
        container.call(skill.tool(), Map.of("act", "write", "key", "k", "text", "kept"));
        model.is(has.with("k", "kept"));
        return model;
    }

    private static void succeeds(String task) {
        JsonNode ended = container.await(task);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
    }

    private static JsonNode updated(CrashModel model, Map<String, String> moods) {
        hub.publish(model.skill.bad(0, 1, moods));
        return container.await(container.accept(
                container.plan(Map.of("action", "update", "id", model.skill.id(), "version", "1.0.1"))));
    }

    private static void takenBack(CrashModel model, JsonNode task, String code, String... why) {
        assertThat(task.path("state").asText()).as(task.toString()).isEqualTo("failed");
        assertThat(task.at("/problem/code").asText()).as(task.toString()).isEqualTo(code);
        assertThat(task.path("problem").toString()).contains(why);
        assertThat(container.get("audit").toString()).contains("skill_update_failed", model.skill.id() + "@1.0.1");
        servesOn(model);
    }

    /** The old version, with all that it had. */
    private static void servesOn(CrashModel model) {
        String id = model.skill.id();
        model.oneOf(model.has(), model.has(), container.call(model.skill.tool(), Map.of()), "afterwards");
        assertThat(container.get("skills/" + id).path("status").asText()).isEqualTo("active");
        assertThat(container.get("skills/" + id).path("version").asText()).isEqualTo("1.0.0");
    }

    private static void awaitAlert(String id, String code, String why) {
        long deadline = System.nanoTime() + PATIENCE;
        JsonNode alerts = container.get("alerts");
        while (!said(alerts, id, code, why)) {
            assertThat(System.nanoTime())
                    .as("waiting for %s of %s that says %s; there are %s", code, id, why, alerts)
                    .isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            alerts = container.get("alerts");
        }
    }

    private static boolean said(JsonNode alerts, String id, String code, String why) {
        for (JsonNode alert : alerts.path("alerts")) {
            if (alert.path("skill").asText().equals(id)
                    && alert.at("/problem/code").asText().equals(code)
                    && alert.at("/problem").toString().contains(why)) {
                return true;
            }
        }
        return false;
    }
}
