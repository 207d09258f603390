package net.chingtech.ctos.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the road of a skill: {@code ./ctos test benchmark}. Prints medians, the aim beside each figure; asserts
 * nothing about time.
 */
class RoadBenchmark {

    private static final int ROUNDS = Integer.getInteger("ctos.benchmark.rounds", 5);
    private static final String CRM = "net.chingtech.crm";

    @Test
    void road(@TempDir Path work) throws IOException {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        List<Double> install = new ArrayList<>();
        List<Double> container = new ArrayList<>();
        List<Double> hub = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path home = work.resolve("round" + round).resolve("home");
            try (RunningContainer running = RunningContainer.start(home)) {
                first.add((double) running.readyMillis());
            }
            try (RunningContainer running = RunningContainer.start(home)) {
                second.add((double) running.readyMillis());
                install.add(installAndCall(running));
                container.add(residentMiB(running.containerPid()));
                hub.add(residentMiB(running.hubPid()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nJava %s, %d processors, medians of %d rounds%n",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                ROUNDS);
        line("first start to ready", first, "ms", "");
        line("second start to ready", second, "ms", "aim 3000");
        line("install: plan, consent, first good tool call", install, "ms", "aim 1000");
        line("container, resident, one skill installed", container, "MiB", "aim 200");
        line("hub, resident", hub, "MiB", "aim 200");
        line("distribution", List.of(sizeMiB(Distribution.folder())), "MiB", "");
    }

    /** From the first request to the first good answer of the tool, in milliseconds. */
    private static double installAndCall(RunningContainer running) {
        long begin = System.nanoTime();
        JsonNode plan =
                RunningContainer.json(running.rest("POST", "plans", "{\"action\":\"install\",\"id\":\"" + CRM + "\"}")
                        .body());
        running.carryOut(plan);
        while (true) {
            var answer = running.rest("POST", "tools/crm_customer", "{\"customer\":\"C-001\"}");
            if (answer.statusCode() == 200) {
                return (System.nanoTime() - begin) / 1e6;
            }
            if (System.nanoTime() - begin > 30e9) {
                throw new IllegalStateException("no good answer in 30 s; the last: " + answer.body());
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static double residentMiB(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static double sizeMiB(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1024.0
                    / 1024.0;
        }
    }

    private static void line(String what, List<Double> figures, String unit, String aim) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "  %-46s %8.0f %s  (%.0f to %.0f)  %s%n",
                what,
                sorted.get(sorted.size() / 2),
                unit,
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                aim);
    }
}
