package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.sign.TestLegacy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a search of one catalogue costs over a hub and a ClawHub, and how long it waits when another source is dead, and when
 * one says nothing at all: then as long as a source is given. Not one of the usual tests: {@code ./ctos test benchmark}.
 * Asserts nothing about time.
 */
class SearchBenchmark {

    private static final int EACH = 50;
    private static final int RUNS = Integer.getInteger("ctos.benchmark.runs", 5);

    @TempDir
    Path folder;

    @Test
    void search() {
        Rig rig = new Rig(folder);
        FakeSource claw = new FakeSource("clawhub:main");
        FakeSource third = new FakeSource("skillhub:third");
        FakeSource fourth = new FakeSource("clawhub:fourth");
        rig.sources.addAll(List.of(claw, third, fourth));
        for (int i = 0; i < EACH; i++) {
            rig.publish(skill(new SkillId("net.chingtech.skill" + i), "1.0.0"));
            SkillId old = new SkillId("clawhub.acme.skill" + i);
            claw.add(TestLegacy.release(
                    skill(old, "1.0.0"), folder.resolve(old + ".jar"), claw.id(), "@acme/skill" + i));
        }
        System.out.printf(
                Locale.ROOT,
                "%nSearching one catalogue of 4 sources, %d skills in two of them, a source is given %d ms, medians of %d%n",
                EACH,
                rig.sourceDeadline.toMillis(),
                RUNS);
        measure(rig, "all answer", 0);
        third.down = true;
        measure(rig, "one is dead", 1);
        fourth.slow = true;
        measure(rig, "one is dead, one says nothing", 2);
    }

    private static void measure(Rig rig, String what, int failed) {
        long[] micros = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long from = System.nanoTime();
            SearchPage page = rig.parts.agent.search(SkillQuery.text(""));
            micros[run] = (System.nanoTime() - from) / 1_000;
            assertThat(page.skills()).hasSize(20);
            assertThat(page.failed().stream()
                            .map(SearchPage.SourceFailure::source)
                            .distinct())
                    .hasSize(failed);
        }
        Arrays.sort(micros);
        System.out.printf(Locale.ROOT, "  %-32s %,9.1f ms%n", what, micros[RUNS / 2] / 1e3);
    }
}
