package net.chingtech.ctos.clawhub.wrap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long it takes to make a JAR of a legacy skill; not one of the usual tests: {@code ./ctos test benchmark}. */
class WrapBenchmark {

    private static final int WARM_UP = 20;
    private static final int RUNS = 100;

    @TempDir
    Path temp;

    @Test
    void typicalSkill() throws Exception {
        measure("typical skill (6 files)", Samples.typical().folder());
    }

    @Test
    void largeSkill() throws Exception {
        Samples sample = Samples.typical();
        Random random = new Random(1);
        for (int i = 0; i < 150; i++) {
            byte[] text = new byte[100_000];
            random.nextBytes(text);
            sample.with("references/r" + i + ".bin", text);
        }
        measure("large skill (156 files, 15 MB)", sample.folder());
    }

    private void measure(String what, LegacyFolder folder) throws Exception {
        Wrapper wrapper = new Wrapper();
        long begin = System.nanoTime();
        wrap(wrapper, folder);
        double first = (System.nanoTime() - begin) / 1e6;
        double[] times = new double[RUNS];
        for (int i = -WARM_UP; i < RUNS; i++) {
            begin = System.nanoTime();
            wrap(wrapper, folder);
            if (i >= 0) {
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "wrap a %s: first %.0f ms, then median %.1f ms, 95%% within %.1f ms%n",
                what,
                first,
                times[RUNS / 2],
                times[RUNS * 95 / 100]);
    }

    private void wrap(Wrapper wrapper, LegacyFolder folder) throws Exception {
        Path target = temp.resolve("skill.jar");
        wrapper.wrap(folder, Samples.origin(), target);
        Files.delete(target);
    }
}
