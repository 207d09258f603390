package net.chingtech.ctos.itest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.guard.SecurityLayer;
import net.chingtech.ctos.itest.fence.FenceRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures one check of a permission in the framework: {@code ./ctos test benchmark}. Beside it stand the JDK's own policy,
 * which no fence can be much cheaper than, and one row of ConditionalPermissionAdmin for each skill, which is the common way.
 * Each run has a JVM of its own. Prints medians, the aim beside each figure; asserts nothing about time.
 */
class FenceBenchmark {

    private static final int ROUNDS = Integer.getInteger("ctos.benchmark.rounds", 5);

    @Test
    void fence(@TempDir Path work) throws Exception {
        assumeTrue(SecurityLayer.isPossible(), "this Java has no security layer");
        System.out.printf(
                Locale.ROOT,
                "%nOne permission check (a file of the skill's own folder), Java %d, medians of %d runs%n",
                Runtime.version().feature(),
                ROUNDS);
        Map<String, Double> policy = line(work, "policy", 1, ROUNDS, "the JDK's own policy");
        Map<String, Double> few = line(work, "guard", 10, ROUNDS, "the fence, aim 12 us and 20 us");
        line(work, "guard", 500, ROUNDS, "");
        Map<String, Double> many = line(work, "guard", 2_000, ROUNDS, "");
        line(work, "rows", 10, ROUNDS, "a row for each skill");
        line(work, "rows", 500, 1, "(one run)");
        System.out.printf(
                Locale.ROOT,
                "  2,000 skills to 10: %.2f at depth 1, %.2f at depth 50 (aim 1.20); fence to policy, 10 skills: %.2f and %.2f%n",
                many.get("depth1_ns") / few.get("depth1_ns"),
                many.get("depth50_ns") / few.get("depth50_ns"),
                few.get("depth1_ns") / policy.get("depth1_ns"),
                few.get("depth50_ns") / policy.get("depth50_ns"));
    }

    private static Map<String, Double> line(Path work, String way, int skills, int rounds, String note)
            throws IOException, InterruptedException {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            run(Files.createTempDirectory(work, way), way, skills)
                    .forEach((name, figure) -> figures.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(figure));
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        figures.forEach((name, all) -> {
            Collections.sort(all);
            medians.put(name, all.get(all.size() / 2));
        });
        System.out.printf(
                Locale.ROOT,
                "  %-7s %5d skills: depth 1 %8.1f us, depth 50 %8.1f us, all rights set in %6.0f ms  %s%n",
                way,
                skills,
                medians.get("depth1_ns") / 1_000,
                medians.get("depth50_ns") / 1_000,
                medians.getOrDefault("rights_ms", 0.0),
                note);
        return medians;
    }

    private static Map<String, Double> run(Path folder, String way, int skills)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.security.manager=allow",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FenceRun.class.getName(),
                        way,
                        String.valueOf(skills),
                        folder.toString(),
                        Distribution.folder()
                                .resolve("bundles/org.apache.felix.framework.security.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(way + " with " + skills + " skills: " + Files.readString(output));
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String text : Files.readAllLines(output)) {
            String[] words = text.split(" ");
            if (words.length == 2 && words[0].matches("[a-z0-9]+_(ns|ms)")) {
                figures.put(words[0], Double.valueOf(words[1]));
            }
        }
        return figures;
    }
}
