package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.chingtech.ctos.itest.EscapeScene.Outcome;
import net.chingtech.ctos.itest.EscapeTable.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * The escape suite: a skill tries every way out that we know, in both hosts, and runtime/ESCAPES.md says what must come
 * of it. Any difference fails; target/ESCAPES.md is then the table as it was found.
 */
class EscapeIT {

    private static final Path TABLE = Ctos.TOP.resolve("runtime/ESCAPES.md");
    private static final int LAST_SECURED_JAVA = 23;
    private static final int FEWEST = 100;

    /** These take what all share, and the framework's JVM is shared: they are listed as not stopped, and not tried there. */
    private static final Pattern HARMS_ITS_JVM = Pattern.compile("hungry\\.(?!stack|log).*|endless\\.(?!wait).*");

    /** For whoever works on some of them. */
    private static final Pattern ONLY = Pattern.compile(System.getProperty("ctos.escape.only", ".*"));

    /** They keep what they take until their time is over, so they are tried at once. */
    private static final Pattern ENDLESS = Pattern.compile("endless\\..*");

    /** They take their time in the container, and can be tried while the endless ones wait. */
    private static final Pattern SLOW = Pattern.compile("sql\\..*");

    @Test
    void table_hasARowForEachAttemptAndSaysWhatIsNotStopped() throws IOException {
        EscapeTable table = EscapeTable.read(TABLE);
        assertThat(table.rows()).hasSizeGreaterThanOrEqualTo(FEWEST);
        table.rows().forEach((name, row) -> assertThat(row.cells())
                .as(name)
                .allMatch(cell -> cell.equals(EscapeTable.DENIED)
                        || cell.startsWith(EscapeTable.NOT_STOPPED)
                                && cell.length() > EscapeTable.NOT_STOPPED.length() + 10));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "no skill runs in the framework without the security layer")
    void inTheFramework_everyAttemptEndsAsTheTableSays(@TempDir Path work) throws IOException {
        compare(Column.FRAMEWORK_17, work, "framework");
    }

    @Test
    void inAProcess_everyAttemptEndsAsTheTableSays(@TempDir Path work) throws IOException {
        boolean secured = Runtime.version().feature() <= LAST_SECURED_JAVA;
        compare(secured ? Column.PROCESS_17 : Column.PROCESS_25, work, "process");
    }

    private static void compare(Column column, Path work, String host) throws IOException {
        String canary = "environment-" + UUID.randomUUID();
        Path home = work.resolve("ctos-home");
        try (RunningContainer container = RunningContainer.start(home, EscapeScene.environment(canary))) {
            say(container, "install", "net.chingtech.crm", "--yes");
            install(container, host, "victim");
            EscapeTools tools = new EscapeTools(
                    container.url(), container.ctos().file("secrets/api-token"), container.containerPid());
            int processes = EscapeScene.processes(tools);
            install(container, host, "escape");
            try (EscapeScene scene = new EscapeScene(tools, home, work, canary, host)) {
                Map<String, String> attempts = scene.attempts();
                Map<String, Outcome> outcomes = attempts(scene, List.copyOf(attempts.keySet()), column);
                say(container, "uninstall", EscapeScene.ESCAPE, "--purge", "--yes");
                scene.leftBehind(processes)
                        .forEach(
                                (name, left) -> outcomes.put(name, new Outcome("after it was removed", List.of(left))));
                report(column, attempts, outcomes);
            }
        }
    }

    /** As any publisher and administrator would. */
    private static void install(RunningContainer container, String host, String skill) {
        Path jar = Ctos.TOP.resolve("bnd/skills/" + skill + "/target/net.chingtech.ctos.skills." + skill + ".jar");
        say(container, "publish", jar.toString());
        List<String> words = new ArrayList<>(List.of("install", "net.chingtech." + skill, "--yes"));
        if (host.equals("process")) {
            words.addAll(List.of("--host", "process"));
        }
        say(container, words.toArray(String[]::new));
    }

    private static void say(RunningContainer container, String... words) {
        Ctos.Said said = container.ctos().say(words);
        assertThat(said.exit()).as(List.of(words) + "\n" + said).isZero();
    }

    private static Map<String, Outcome> attempts(EscapeScene scene, List<String> names, Column column)
            throws IOException {
        boolean shared = column == Column.FRAMEWORK_17;
        List<String> tried = names.stream()
                .filter(name -> !shared || !HARMS_ITS_JVM.matcher(name).matches())
                .filter(ONLY.asMatchPredicate())
                .toList();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (String name : tried) {
            if (!ENDLESS.matcher(name).matches() && !SLOW.matcher(name).matches()) {
                outcomes.put(name, scene.attempt(name));
            }
        }
        scene.mend();
        Map<String, CompletableFuture<Outcome>> waiting = new LinkedHashMap<>();
        tried.stream()
                .filter(ENDLESS.asMatchPredicate())
                .forEach(name -> waiting.put(
                        name, CompletableFuture.supplyAsync(() -> scene.attemptAlone(name), EscapeIT::beside)));
        for (String name : tried) {
            if (SLOW.matcher(name).matches()) {
                outcomes.put(name, scene.attempt(name));
            }
        }
        waiting.forEach((name, outcome) -> outcomes.put(name, outcome.join()));
        scene.mend();
        assertThat(scene.lookAround()).as("what the endless ones did to others").isEmpty();
        return outcomes;
    }

    /** On a thread of its own: a common pool has one only where there are few processors. */
    private static void beside(Runnable attempt) {
        Thread thread = new Thread(attempt, "endless-attempt");
        thread.setDaemon(true);
        thread.start();
    }

    private static void report(Column column, Map<String, String> attempts, Map<String, Outcome> outcomes)
            throws IOException {
        EscapeTable table = EscapeTable.read(TABLE);
        List<String> differences = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        attempts.forEach((name, tries) -> {
            EscapeTable.Row row = table.rows().get(name);
            String expected = row == null ? "no row" : row.cell(column);
            boolean listed = expected.startsWith(EscapeTable.NOT_STOPPED);
            Outcome outcome = outcomes.get(name);
            boolean stopped = outcome != null && outcome.denied();
            found.put(name, stopped ? EscapeTable.DENIED : listed ? expected : EscapeTable.NOT_STOPPED + "?");
            if (row == null || !row.tries().equals(tries)) {
                differences.add(name + ": the table's row does not say: " + tries);
            }
            if (stopped == listed || row == null) {
                differences.add(name + ": expected " + expected + ", found " + outcome);
            }
        });
        table.rows().keySet().stream()
                .filter(name -> !attempts.containsKey(name))
                .forEach(name -> differences.add(name + ": a row without an attempt"));
        Files.writeString(Path.of("target/ESCAPES.md"), table.with(column, attempts, found));
        Files.writeString(
                Path.of("target/escapes-" + column + ".txt"),
                outcomes.entrySet().stream()
                        .map(entry -> entry.getKey() + "  " + entry.getValue().harm() + "\n    "
                                + entry.getValue().answer() + "\n")
                        .collect(Collectors.joining()));
        assertThat(differences)
                .as("differences from the table, column " + column)
                .isEmpty();
        assertThat(attempts).hasSizeGreaterThanOrEqualTo(FEWEST);
    }
}
