package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.itest.CrashModel.Has;
import net.chingtech.ctos.itest.CrashRoad.Skills;
import net.chingtech.ctos.sign.TestSkill;

/** What the crash suite asks for: publishes what is needed for it, and knows what comes of it. */
final class CrashChanges {

    /** So many releases are published at once, since the container asks for lists only now and then. */
    private static final int AHEAD = 6;

    private final TestHub hub;
    private final CrashContainer container;
    private int published = -1;
    private int bad;

    CrashChanges(TestHub hub, CrashContainer container) {
        this.hub = hub;
        this.container = container;
    }

    /** Everything in its first version, with its settings. */
    void prepare(Collection<CrashModel> models) {
        publish(AHEAD);
        container.start();
        hub.trustedBy(container.home());
        for (CrashSkill skill : List.of(Skills.HELD, Skills.APART, Skills.LIGHT, Skills.TOP)) {
            Map<String, Object> question =
                    new HashMap<>(Map.of("action", "install", "id", skill.id(), "version", CrashSkill.version(0)));
            if (skill == Skills.APART) {
                question.put("host", "process");
            }
            succeeds(container.accept(container.plan(question)));
        }
        for (CrashModel model : models) {
            if (model.skill.hasData()) {
                succeeds(container.configure(model.skill.id(), settings(model.skill, model.has())));
            }
        }
    }

    private static Map<String, ?> settings(CrashSkill skill, Has has) {
        return Map.of(skill.pid(), Map.of("limit", has.form(), "secret", has.secret()));
    }

    private void publish(int until) {
        while (published < until) {
            published++;
            for (CrashSkill skill : Skills.ALL) {
                hub.publish(skill.release(published));
            }
        }
    }

    /** Waits for the end of a task, which must be a good one. */
    void succeeds(String task) {
        JsonNode ended = container.await(task);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
    }

    /**
     * What a skill has when the change is through.
     *
     * @param state that is gone back to; null for other changes
     */
    Has after(CrashRoad road, CrashModel model, JsonNode state, int round) {
        return switch (road) {
            case UPDATE, UPDATE_IN_PROCESS, UPDATE_SIDE_BY_SIDE, UPDATE_OF_TWO -> model.next();
            case ROLLBACK, ROLLBACK_IN_PROCESS -> model.of(state.path("version").asText());
            case CONFIGURE -> model.has().keeping("secret-" + round);
            case RESTART, BROKEN, BROKEN_IN_PROCESS -> model.has();
        };
    }

    /** @return the id of the task */
    String ask(CrashRoad road, Has before, Has after, JsonNode state) {
        String id = road.skill.id();
        return switch (road) {
            case CONFIGURE -> container.configure(id, settings(road.skill, after));
            case RESTART -> container.accept(container.plan(Map.of("action", "restart", "id", id)));
            case ROLLBACK, ROLLBACK_IN_PROCESS ->
                container.accept(container.plan(Map.of(
                        "action",
                        "rollback",
                        "id",
                        id,
                        "version",
                        after.version(),
                        "state",
                        state.path("state_id").asText(),
                        "data",
                        "restore")));
            case BROKEN, BROKEN_IN_PROCESS -> {
                TestSkill release = road.skill.bad(before.form(), ++bad, Map.of("script", "UPDATE NOTHING SET X = 1"));
                hub.publish(release);
                yield container.accept(container.plan(
                        Map.of("action", "update", "id", id, "version", "1." + before.form() + "." + bad)));
            }
            default -> {
                if (after.form() > published) {
                    publish(published + AHEAD);
                }
                yield container.accept(
                        container.plan(Map.of("action", "update", "id", id, "version", after.version())));
            }
        };
    }
}
