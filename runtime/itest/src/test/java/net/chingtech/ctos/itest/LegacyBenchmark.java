package net.chingtech.ctos.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.chingtech.ctos.itest.updates.GeneratedSkill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the import and the migration of many legacy skills in a container with its hub, by REST: {@code ./ctos test
 * benchmark}. In turn with each of them, what there is to compare with: the same number of signed skills, installed from the
 * hub into processes of the same kind; and uninstalling one of these with as much data, and installing it where the skills
 * run that follow the legacy ones, with nothing carried over. Prints figures; asserts nothing about time.
 */
class LegacyBenchmark {

    private static final int SKILLS = Integer.getInteger("ctos.benchmark.legacy", 100);
    private static final int UNDONE = Math.min(10, SKILLS);
    private static final int FILES = 4;
    private static final int FILE_BYTES = 25_000;
    private static final int DATA_KIB = 1_024;

    /** So that no more processes run at once than work: there are three times as many skills as are measured. */
    private static final Map<String, String> SOON_ASLEEP = Map.of("JAVA_TOOL_OPTIONS", "-Dctos.sleep.seconds=5");

    @Test
    void legacySkills(@TempDir Path work) throws Exception {
        Path folder = work.resolve("folder");
        long bytes = write(folder.resolve("skills"));
        System.out.printf(
                Locale.ROOT,
                "%n%d legacy skills of %d files, %.1f MB; %d KiB of data each; Java %s, %d processors; medians (least to"
                        + " most)%n",
                SKILLS,
                FILES + 3,
                bytes / 1e6,
                DATA_KIB,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors());
        System.out.printf(
                Locale.ROOT, "  plain copy of all, each file synced: %.0f ms%n", copied(folder, work.resolve("copy")));
        try (UpdateScene scene = new UpdateScene(work, SOON_ASLEEP)) {
            for (int i = 0; i < SKILLS; i++) {
                scene.publish(follower(i), "1.0.0");
                scene.publish(peer(i), "1.0.0");
            }
            migrated(scene, work, imported(scene, folder));
        }
    }

    private static GeneratedSkill follower(int number) {
        return new GeneratedSkill("next" + number, false);
    }

    private static GeneratedSkill peer(int number) {
        return new GeneratedSkill("peer" + number, true);
    }

    /** @return the ids of what was imported */
    private static List<String> imported(UpdateScene scene, Path folder) {
        long begin = System.nanoTime();
        RunningContainer container = scene.container();
        String task = scene.ended(RunningContainer.json(container
                .rest("POST", "imports", "{\"folder\":\"" + folder + "\"}")
                .body()));
        JsonNode found = RunningContainer.json(
                        container.rest("GET", "imports/" + task, null).body())
                .path("skills");
        System.out.printf(
                Locale.ROOT, "  looking at the folder, all wrapped: %.0f ms%n", (System.nanoTime() - begin) / 1e6);
        List<String> ids = new ArrayList<>();
        List<Double> imports = new ArrayList<>();
        List<Double> installs = new ArrayList<>();
        for (int i = 0; i < SKILLS; i++) {
            JsonNode one = found.path(i);
            ids.add(one.path("id").asText());
            imports.add(scene.change(
                    "{\"action\":\"install\",\"id\":\"" + ids.get(i) + "\",\"version\":\""
                            + one.path("version").asText() + "\",\"source\":\""
                            + one.path("source").asText() + "\"}",
                    1));
            installs.add(installed(scene, peer(i), "process"));
        }
        compare("import of one, its plan too", imports, "install of a signed one", installs);
        return ids;
    }

    private static double installed(UpdateScene scene, GeneratedSkill skill, String host) {
        return scene.change("{\"action\":\"install\",\"id\":\"" + skill.id() + "\",\"host\":\"" + host + "\"}", 1);
    }

    private static void migrated(UpdateScene scene, Path work, List<String> ids) throws Exception {
        RunningContainer container = scene.container();
        for (String id : ids) {
            String number = id.substring(id.lastIndexOf('-') + 1);
            String kept = container
                    .rest("POST", "tools/tool_" + number + "_keep", "{\"args\":[\"" + DATA_KIB + "\"]}")
                    .body();
            if (!kept.contains("\"success\":true")) {
                throw new IllegalStateException(kept);
            }
        }
        mapped(container, work, ids);
        List<Double> reports = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            container.rest("GET", "migration", null);
            reports.add((System.nanoTime() - begin) / 1e6);
        }
        line("report of all that can be migrated", reports);
        List<Double> migrations = new ArrayList<>();
        List<Double> changes = new ArrayList<>();
        for (int i = 0; i < SKILLS; i++) {
            migrations.add(scene.change("{\"action\":\"migrate\",\"id\":\"" + ids.get(i) + "\"}", 2));
            changes.add(scene.change("{\"action\":\"uninstall\",\"id\":\"" + peer(i).id() + "\",\"purge\":true}", 1)
                    + installed(scene, peer(i), "auto"));
        }
        compare("migration of one, its plan too", migrations, "uninstall and install of a signed one", changes);
        List<Double> undone = new ArrayList<>();
        for (int i = 0; i < UNDONE; i++) {
            undone.add(scene.change("{\"action\":\"undo_migration\",\"id\":\"" + ids.get(i) + "\"}", 2));
        }
        line("a migration undone", undone);
    }

    /** Waits until the hub's map is known and says of each skill what follows it. */
    private static void mapped(RunningContainer container, Path work, List<String> ids) throws IOException {
        String lines = String.join(
                ",",
                IntStream.range(0, SKILLS)
                        .mapToObj(i -> "{\"from\":\"" + ids.get(i) + "\",\"to\":\""
                                + follower(i).id() + "\",\"data\":[{\"from\":\"notes\",\"to\":\".\"}]}")
                        .toList());
        Path map = Files.writeString(
                work.resolve("map.json"),
                "{\"version\":1,\"updated_at\":\"2026-01-01T00:00:00Z\",\"mappings\":[" + lines + "]}");
        Ctos.Said said = container.ctos().say("hub", "map", map.toString());
        if (said.exit() != 0) {
            throw new IllegalStateException(said.toString());
        }
        container.awaitRest(
                "migration",
                answer -> answer.path("skills").size() == SKILLS
                        && IntStream.range(0, SKILLS).allMatch(i -> answer.at("/skills/" + i + "/state")
                                .asText()
                                .equals("ready")));
    }

    /** @return how many bytes all files have */
    private static long write(Path folder) throws IOException {
        Random random = new Random(1);
        long bytes = 0;
        for (int i = 0; i < SKILLS; i++) {
            Path skill = folder.resolve("tool-" + i);
            Files.createDirectories(skill.resolve("scripts"));
            Files.createDirectories(skill.resolve("references"));
            Files.writeString(
                    skill.resolve("SKILL.md"),
                    "---\nname: tool-" + i + "\nversion: 1.0.0\ndescription: Keeps notes.\n---\n# Tool " + i + "\n"
                            + "Run `scripts/keep.sh KIB`.\n".repeat(100));
            Files.writeString(skill.resolve("_meta.json"), "{\"slug\":\"tool-" + i + "\",\"version\":\"1.0.0\"}");
            Files.writeString(
                    skill.resolve("scripts/keep.sh"),
                    "#!/usr/bin/env bash\nset -e\nmkdir -p notes\nhead -c \"$1k\" /dev/zero >notes/all\necho kept\n");
            for (int file = 0; file < FILES; file++) {
                byte[] content = new byte[FILE_BYTES];
                random.nextBytes(content);
                Files.write(skill.resolve("references/r" + file + ".bin"), content);
            }
        }
        for (Path file : files(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static double copied(Path from, Path to) throws IOException {
        long begin = System.nanoTime();
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void compare(String what, List<Double> ours, String beside, List<Double> theirs) {
        double one = line(what, ours);
        double other = line(beside, theirs);
        System.out.printf(
                Locale.ROOT,
                "    x %.2f; all %d: %.1f s and %.1f s%n",
                one / other,
                ours.size(),
                ours.stream().mapToDouble(Double::doubleValue).sum() / 1e3,
                theirs.stream().mapToDouble(Double::doubleValue).sum() / 1e3);
    }

    /** @return the median */
    private static double line(String what, List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        double median = sorted.get(sorted.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "  %-48s %6.0f ms (%.0f to %.0f)%n",
                what,
                median,
                sorted.get(0),
                sorted.get(sorted.size() - 1));
        return median;
    }
}
