package net.chingtech.ctos.host.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.host.framework.FrameworkBench;
import net.chingtech.ctos.host.framework.TestSkill;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures both hosts: {@code ./ctos test benchmark}. Prints medians, the aim beside each figure; asserts nothing about
 * time.
 */
class HostsBenchmark {

    private static final int STARTS = Integer.getInteger("ctos.benchmark.starts", 9);
    private static final int CALLS = Integer.getInteger("ctos.benchmark.calls", 20_000);
    private static final int MANY = Integer.getInteger("ctos.benchmark.skills", 50);
    private static final Map<String, Object> INPUT = Map.of("text", "hello");

    @TempDir
    Path folder;

    @Test
    void hosts() throws Exception {
        RealFixture.isThere();
        System.out.printf(
                Locale.ROOT,
                "%nSkill hosts, Java %s, %d processors, medians%n",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors());
        StagedSkill skill = TestSkill.of("bare").stage(Files.createDirectories(folder.resolve("artifacts")));
        // A file where the folder should be: no archive can be made.
        Path none = Files.writeString(folder.resolve("none"), "");
        inProcess(skill, none, "without an archive of classes", "");
        Path archives = Files.createDirectories(folder.resolve("archives"));
        prepareArchive(archives);
        inProcess(skill, archives, "with it", "aim 300 ms, 45 MiB; 100 us");
        many(skill, archives);
        if (Runtime.version().feature() < 24) {
            try (FrameworkBench bench = new FrameworkBench(folder.resolve("framework"))) {
                calls(bench.start(skill), "in the framework", "");
            }
        }
    }

    private ProcessHost host(Path archives) {
        Settings settings = RealFixture.settings(folder, Duration.ZERO, archives);
        return RealFixture.host(settings, new FakeAdmissions(folder));
    }

    private void prepareArchive(Path archives) throws IOException {
        ProcessHost host = host(archives);
        ScriptedFixture.await(() -> names(archives).anyMatch(name -> name.endsWith(".jsa")), () -> names(archives)
                .toList());
        host.stop();
    }

    private static Stream<String> names(Path folder) {
        return Arrays.stream(folder.toFile().list());
    }

    private void inProcess(StagedSkill skill, Path archives, String how, String aim) throws Exception {
        ProcessHost host = host(archives);
        host.status();
        List<Double> ready = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            RunningSkill running = host.start(skill, Grants.NONE);
            ready.add((System.nanoTime() - begin) / 1e6);
            RealFixture.call(running, "bare_echo", INPUT);
            memory.add(privateMiB(RealFixture.jvmBelow(ProcessHandle.current())));
            if (i == STARTS - 1) {
                calls(running, "in a process, " + how, aim);
            }
            running.drainAndStop(Duration.ofSeconds(5)).getValue();
        }
        line("process with a skill ready, " + how, ready, "ms", aim);
        line("its private memory after a call, " + how, memory, "MiB", "");
        host.stop();
    }

    private static void calls(RunningSkill running, String how, String aim) throws Exception {
        for (int i = 0; i < CALLS; i++) {
            RealFixture.call(running, "bare_echo", INPUT);
        }
        List<Double> micros = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long begin = System.nanoTime();
            RealFixture.call(running, "bare_echo", INPUT);
            micros.add((System.nanoTime() - begin) / 1e3);
        }
        Collections.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "  %-58s p50 %6.0f us, p99 %6.0f us  %s%n",
                "tool call, " + how,
                micros.get(micros.size() / 2),
                micros.get(micros.size() * 99 / 100),
                aim);
    }

    private void many(StagedSkill skill, Path archives) throws Exception {
        ProcessHost host = host(archives);
        host.status();
        List<RunningSkill> running = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            running.add(host.start(version(skill, i), Grants.NONE));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double mib = 0;
        for (ProcessHandle process : RealFixture.jvmsBelow(ProcessHandle.current())) {
            mib += privateMiB(process);
        }
        System.out.printf(
                Locale.ROOT,
                "  %d skills in processes, one after the other: %.1f s, private memory of all %.0f MiB%n",
                MANY,
                seconds,
                mib);
        host.stop();
    }

    /** The same bytes as another release. */
    private static StagedSkill version(StagedSkill skill, int number) throws Exception {
        String manifest = """
                {"id":"%s","version":"2.0.%d","name":"N","summary":"S","author":{"name":"A"},"license":"Apache-2.0",
                 "permissions":[],"health":{"timeout_ms":30000}}
                """.formatted(skill.id(), number);
        return new StagedSkill(
                SkillManifest.read(manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                skill.sha256(),
                skill.artifact(),
                Tier.COMMUNITY);
    }

    private static double privateMiB(ProcessHandle process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Private_"))
                            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024;
        }
    }

    private static void line(String what, List<Double> figures, String unit, String aim) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "  %-58s %8.0f %s  (%.0f to %.0f)  %s%n",
                what,
                sorted.get(sorted.size() / 2),
                unit,
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                aim);
    }
}
