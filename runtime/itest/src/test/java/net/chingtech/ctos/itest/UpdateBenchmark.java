package net.chingtech.ctos.itest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.itest.updates.Callers;
import net.chingtech.ctos.itest.updates.Callers.Seen;
import net.chingtech.ctos.itest.updates.GeneratedSkill;
import net.chingtech.ctos.itest.updates.PlainActivator;
import net.chingtech.ctos.itest.updates.PlainUpdates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures updates while callers call: {@code ./ctos test benchmark}. In a container, by REST, in both hosts and both
 * orders; beside it the same work as a service in a framework without anything of ours, updated with
 * {@code Bundle.update}. Then updates of one and of many skills, and a check. Prints figures; asserts nothing about time.
 */
class UpdateBenchmark {

    private static final int UPDATES = Integer.getInteger("ctos.benchmark.updates", 100);
    private static final int CALLERS = Integer.getInteger("ctos.benchmark.callers", 4);
    private static final int TOGETHER = Integer.getInteger("ctos.benchmark.together", 50);
    private static final int INSTALLED = Integer.getInteger("ctos.benchmark.installed", 200);
    private static final int CHECKS = 9;
    private static final int WARM_SECONDS = 5;
    private static final int REST_SECONDS = 10;
    private static final int BETWEEN_MILLIS = 100;

    /** One update of what is measured; the number is that of the update. */
    @FunctionalInterface
    private interface Update {
        double millis(int number) throws Exception;
    }

    @Test
    void updates(@TempDir Path work) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%d updates, %d callers of one tool that works 1 ms, Java %s, %d processors%n",
                UPDATES,
                CALLERS,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors());
        plain(work);
        try (UpdateScene scene = new UpdateScene(work)) {
            if (RunningContainer.HAS_SECURITY_LAYER) {
                inContainer(scene, "in the framework, side by side", new GeneratedSkill("fs", false), "in_framework");
                inContainer(scene, "in the framework, callers wait", new GeneratedSkill("fw", true), "in_framework");
            }
            inContainer(scene, "in a process, side by side", new GeneratedSkill("ps", false), "process");
            inContainer(scene, "in a process, callers wait", new GeneratedSkill("pw", true), "process");
        }
        try (UpdateScene scene = new UpdateScene(work.resolve("many"))) {
            many(scene);
        }
    }

    private static void plain(Path work) throws Exception {
        Path jar = TestJars.bundle(
                work,
                Map.of(
                        "Bundle-SymbolicName", "plain",
                        "Bundle-Version", "1.0.0",
                        "Bundle-Activator", PlainActivator.class.getName(),
                        "Import-Package", "org.osgi.framework"),
                PlainActivator.class);
        try (PlainUpdates plain = new PlainUpdates(work.resolve("plain-cache"), jar)) {
            measure("Bundle.update and refresh, called directly", plain::call, number -> {
                long begin = System.nanoTime();
                plain.update();
                return (System.nanoTime() - begin) / 1e6;
            });
        }
    }

    private static void inContainer(UpdateScene scene, String what, GeneratedSkill skill, String host)
            throws Exception {
        for (int number = 0; number <= UPDATES; number++) {
            scene.publish(skill, version(number));
            if (number == 0) {
                scene.install(skill, host);
            }
        }
        measure(
                what + ", called by REST",
                () -> scene.call(skill),
                number -> scene.update(skill, version(number), skill.keeps()));
    }

    private static String version(int number) {
        return "1." + number + ".0";
    }

    private static void measure(String what, Callable<String> call, Update update) throws Exception {
        List<Double> times = new ArrayList<>();
        try (Callers callers = new Callers(CALLERS, call)) {
            TimeUnit.SECONDS.sleep(WARM_SECONDS);
            callers.seen();
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            Seen rest = callers.seen();
            for (int number = 1; number <= UPDATES; number++) {
                times.add(update.millis(number));
                TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            }
            Seen during = callers.seen();
            Collections.sort(times);
            System.out.printf(
                    Locale.ROOT,
                    "  %s%n    at rest        %s%n    during updates %s%s%n"
                            + "    p99 x %.1f; one update %.0f ms (median; %.0f to %.0f)%n",
                    what,
                    rest,
                    during,
                    during.failed() + rest.failed() == 0 ? "" : " " + during.failures() + rest.failures(),
                    during.millis(0.99) / rest.millis(0.99),
                    times.get(times.size() / 2),
                    times.get(0),
                    times.get(times.size() - 1));
        }
    }

    private static void many(UpdateScene scene) throws Exception {
        String host = RunningContainer.HAS_SECURITY_LAYER ? "in_framework" : "auto";
        List<GeneratedSkill> skills = new ArrayList<>();
        for (int number = 0; number < INSTALLED; number++) {
            GeneratedSkill skill = new GeneratedSkill("s" + number, false);
            scene.publish(skill, version(0));
            scene.install(skill, host);
            skills.add(skill);
        }
        List<Double> checks = new ArrayList<>();
        for (int check = 0; check < CHECKS; check++) {
            checks.add(scene.check());
        }
        line("check of " + INSTALLED + " installed skills", checks);
        for (int number = 1; number <= CHECKS; number++) {
            scene.publish(skills.get(0), version(number));
        }
        for (GeneratedSkill skill : skills.subList(1, TOGETHER + 1)) {
            scene.publish(skill, version(1));
        }
        List<Double> ones = new ArrayList<>();
        for (int number = 1; number <= CHECKS; number++) {
            ones.add(scene.update(skills.get(0), version(number), false));
        }
        line("update of one skill, from the yes to the commit", ones);
        line("update of " + TOGETHER + " skills in one plan, with the planning", List.of(scene.updateAll(TOGETHER)));
    }

    private static void line(String what, List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "  %-58s %8.0f ms  (%.0f to %.0f)%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }
}
