package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.skill.Data;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, and a disk that is full. */
@Timeout(600)
class DurabilityTest {

    private static final int KILLS = 4;
    private static final int ROWS = 3_000;

    @TempDir
    Path folder;

    private Process start(String before, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                before + " exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Its file would be held to the limit, too.
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader said(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void whatASkillWasToldIsThere_isThereAfterTheContainerWasKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int last = -1;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start("", "write", folder.toString());
            int until = last + 1 + random.nextInt(200);
            try (BufferedReader lines = said(process)) {
                do {
                    String line = lines.readLine();
                    assertThat(line).as("seed %d, kill %d", seed, kill).isNotNull();
                    last = Integer.parseInt(line);
                } while (last < until);
                // Without closing the stream that tells what was said before.
                process.toHandle().destroyForcibly();
                for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    last = Integer.parseInt(line);
                }
            } finally {
                process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
            }
            try (Desk desk = new Desk(folder.resolve("home"))) {
                Data data = ((Admitted) desk.desk.admit(Doomed.skill(folder), Desk.grants("db:own")))
                        .doors()
                        .data();
                int there = data.query("SELECT ID FROM NOTES").size();
                // One more may have been written, and not told any more.
                assertThat(there).as("seed %d, kill %d", seed, kill).isBetween(last + 1, last + 2);
                last = there - 1;
            }
        }
    }

    @Test
    void aRestoreThatWasKilled_isDoneAgain() throws Exception {
        Path backup = Files.createDirectory(folder.resolve("backup"));
        try (Desk desk = new Desk(folder.resolve("home"))) {
            Belongings belongings = new Belongings(desk.database, desk.environment);
            belongings.migrate(Doomed.skill(folder), List.of("m.sql"));
            Admitted skill = (Admitted) desk.desk.admit(Doomed.skill(folder), Desk.grants("db:own"));
            skill.doors().data().inTransaction(inside -> {
                for (int i = 0; i < ROWS; i++) {
                    inside.update("INSERT INTO NOTES VALUES (?, ?)", i, "text ".repeat(50));
                }
                return null;
            });
            skill.close();
            belongings.backUp(Doomed.ID, backup);
        }
        Random random = new Random();
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start("", "restore", folder.toString(), backup.toString());
            try (BufferedReader lines = said(process)) {
                assertThat(lines.readLine()).isEqualTo("begins");
                assertThat(process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS))
                        .isFalse();
            } finally {
                process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
            }
            try (Desk desk = new Desk(folder.resolve("home"))) {
                Belongings belongings = new Belongings(desk.database, desk.environment);
                belongings.restore(Doomed.ID, backup);
                Path again = Files.createDirectory(folder.resolve("again" + kill));
                belongings.backUp(Doomed.ID, again);
                assertThat(rowsAndDefinitions(again))
                        .hasSameSizeAs(rowsAndDefinitions(backup))
                        .matches(rowsAndDefinitions(backup)::equals, "the same");
                assertThat(again.resolve("tables.json")).content().contains("\"script\":\"m.sql\"");
            }
        }
    }

    /** Without what the database guesses about them. */
    private static String rowsAndDefinitions(Path backup) throws IOException {
        return Files.readString(backup.resolve("tables.sql"))
                .replaceAll(" SELECTIVITY \\d+", "")
                .replaceAll(" +\n", "\n");
    }

    @Test
    void aFullDisk_failsTheStatement_andWhenThereIsSpaceItGoesOn() throws Exception {
        // In units of 1,024 bytes; the kernel refuses what goes beyond as it does on a full disk.
        Process process = start("ulimit -S -f 4000;", "fill", folder.toString());
        try (BufferedReader lines = said(process)) {
            assertThat(lines.lines().toList())
                    .containsExactly("full: data_failed", "kept: true", "writes: 1", "has: truefits");
        } finally {
            process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
    }
}
