package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.itest.CrashContainer.End;
import net.chingtech.ctos.itest.CrashModel.Has;
import net.chingtech.ctos.itest.CrashRoad.Skills;

/** The rounds of the crash suite: a change is asked for, the container is killed in it, started again and looked at. */
final class CrashRounds {

    private static final int LONGEST_JOURNAL = 34;
    private static final int LONGEST_CHANGE_MS = 2_500;
    private static final int LONGEST_START_MS = 4_000;
    /** Of so many rounds, one ends the container by SIGTERM. */
    private static final int ONE_ASKED_OF = 6;

    private final CrashChanges changes;
    private final CrashContainer container;
    private final CrashChecks checks;
    private final Random random;
    private final boolean everyLine;
    private final Map<CrashSkill, CrashModel> models = new HashMap<>();
    private final Map<CrashRoad, Integer> line = new HashMap<>();
    private final Map<String, Integer> killedAt = new TreeMap<>();
    private final List<CrashRoad> roads = new ArrayList<>();
    private final long began = System.nanoTime();
    private int kills;
    private int again;
    private int round;
    private String where = "before the first round";

    /** @param everyLine whether the lines of the journals are taken in turn, from any on, rather than at random */
    CrashRounds(TestHub hub, CrashContainer container, Random random, boolean everyLine) {
        changes = new CrashChanges(hub, container);
        this.container = container;
        this.random = random;
        this.everyLine = everyLine;
        for (CrashSkill skill : Skills.ALL) {
            models.put(skill, new CrashModel(skill));
        }
        for (CrashRoad road : CrashRoad.values()) {
            line.put(road, random.nextInt(LONGEST_JOURNAL));
        }
        checks = new CrashChecks(container, List.copyOf(models.values()));
    }

    int kills() {
        return kills;
    }

    String where() {
        return where;
    }

    String report() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        return kills + " kills and " + again + " more during the start after one, in " + round + " rounds of "
                + seconds / Math.max(1, round) + " s on average; killed at " + killedAt;
    }

    /** Everything in its first version, with its settings. */
    void prepare() {
        changes.prepare(models.values());
        checks.all("at the beginning");
    }

    /** One change, cut off or not. */
    void next() {
        if (!container.isRunning()) {
            container.start();
        }
        if (roads.isEmpty()) {
            roads.addAll(List.of(CrashRoad.values()));
            Collections.shuffle(roads, random);
        }
        CrashRoad road = roads.remove(roads.size() - 1);
        CrashModel model = models.get(road.skill);
        JsonNode state = road.isRollback() ? earlier(model) : null;
        if (road.isRollback() && state == null) {
            return;
        }
        round++;
        write(model);
        Has before = model.has();
        Has after = changes.after(road, model, state, round);
        Aim aim = aim(road);
        long roundBegan = System.nanoTime();
        where = "round " + round + ", " + road + " of " + before.version() + " to " + after.version() + ", " + aim;
        String task = changes.ask(road, before, after, state);
        String struck = strike(aim, task);
        if (struck == null) {
            line.put(road, 0);
            JsonNode ended = container.await(task);
            assertThat(ended.path("state").asText())
                    .as(where + ": " + ended)
                    .isEqualTo(road.isBroken() ? "failed" : "succeeded");
            settle(model, after, after);
        } else {
            kills++;
            where += ", killed at " + struck;
            killedAt.merge(struck, 1, Integer::sum);
            if (random.nextInt(5) == 0) {
                long milliseconds = 500 + random.nextInt(LONGEST_START_MS);
                where += ", again in the start after " + milliseconds + " ms";
                again++;
                container.startAndKill(milliseconds);
            }
            container.start();
            settle(model, before, after);
        }
        CrashIT.say(where + (struck == null ? ", over before" : "") + ": "
                + model.has().version() + " after " + elapsed(roundBegan) + " ms");
    }

    /** The newest state of another version, or null. */
    private JsonNode earlier(CrashModel model) {
        for (JsonNode state :
                container.get("skills/" + model.skill.id() + "/history").path("states")) {
            String version = state.path("version").asText();
            if (!version.equals(model.has().version()) && model.of(version) != null) {
                return state;
            }
        }
        return null;
    }

    /** Looks which it has become, and at everything else. */
    private void settle(CrashModel model, Has before, Has after) {
        JsonNode told = container.call(model.skill.tool(), Map.of());
        Has now = model.oneOf(before, after, told, where);
        model.is(now);
        if (model.skill == Skills.BASE) {
            models.get(Skills.TOP).is(models.get(Skills.TOP).has().in(now.form()));
        }
        checks.all(where);
    }

    private void write(CrashModel model) {
        if (model.skill.hasData()) {
            String key = "r" + round;
            String text = "text-" + random.nextInt(1_000_000);
            container.call(model.skill.tool(), Map.of("act", "write", "key", key, "text", text));
            model.is(model.has().with(key, text));
        }
    }

    /**
     * When to end it, and how.
     *
     * @param line after which line of the journal; 0 for a time
     * @param delayMs after that line, or after the beginning
     */
    private record Aim(int line, int delayMs, End how) {
        @Override
        public String toString() {
            return (line > 0 ? "line " + line : "beginning") + " + " + delayMs + " ms, " + how;
        }
    }

    private Aim aim(CrashRoad road) {
        End how = random.nextInt(ONE_ASKED_OF) == 0
                ? End.ASKED_TO
                : random.nextBoolean() ? End.KILLED_WITH_CHILDREN : End.KILLED_ALONE;
        if (random.nextInt(4) == 0) {
            return new Aim(0, random.nextInt(LONGEST_CHANGE_MS), how);
        }
        int next = everyLine ? line.merge(road, 1, Integer::sum) : 1 + random.nextInt(LONGEST_JOURNAL);
        return new Aim(next, random.nextInt(3) == 0 ? random.nextInt(25) : 0, how);
    }

    /** Kills when the time has come. @return where it was; null when the change was over before */
    private String strike(Aim aim, String task) {
        CompletableFuture<JsonNode> over = CompletableFuture.supplyAsync(
                () -> container.await(task), waiting -> new Thread(waiting, "awaits-a-task").start());
        long begun = System.nanoTime();
        while (aim.line() > 0 ? container.journal().size() < aim.line() : elapsed(begun) < aim.delayMs()) {
            if (over.isDone()) {
                return null;
            }
            LockSupport.parkNanos(100_000);
        }
        if (aim.line() > 0 && aim.delayMs() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(aim.delayMs()));
        }
        // Asked to end, it undoes what it is at, and leaves no journal to look at.
        String asked = aim.how() == End.ASKED_TO ? "SIGTERM at " + newest(container.journal()) : null;
        container.end(aim.how());
        over.exceptionally(nobodyAnswers -> null).join();
        return asked != null ? asked : newest(container.journal());
    }

    private static String newest(List<String> journal) {
        return journal.isEmpty() ? "no journal" : step(journal.get(journal.size() - 1));
    }

    private static long elapsed(long since) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    private static String step(String journalLine) {
        JsonNode said = RunningContainer.json(journalLine);
        return said.has("format")
                ? "head"
                : (said.path("act").asText("") + " " + said.path("state").asText()).strip();
    }

    /** An update that nobody disturbs, of each skill. */
    void last() {
        for (CrashRoad road : CrashRoad.UPDATES) {
            CrashModel model = models.get(road.skill);
            Has after = model.next();
            where = "the last update, of " + road.skill.id();
            changes.succeeds(changes.ask(road, model.has(), after, null));
            settle(model, after, after);
        }
    }
}
