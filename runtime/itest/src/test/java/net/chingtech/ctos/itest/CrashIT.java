package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Kills the container in the middle of changes, at every line of their journals and at random instants, and starts it again:
 * each time the old or the new version runs, with the data and the settings that belong to it. Few times as part of all
 * tests, many times by {@code ./ctos test --crash N}.
 */
class CrashIT {

    private static final int FEW = 12;

    @Test
    void killedAtAnyInstant_theOldOrTheNewVersionRuns_withAllThatItHad() throws Exception {
        int kills = Integer.getInteger("ctos.crash.kills", FEW);
        long seed = Long.getLong("ctos.crash.seed", new Random().nextLong());
        Path work = Files.createDirectories(Path.of("target/crash").toAbsolutePath())
                .resolve(Long.toHexString(seed));
        say("seed " + seed + ", " + kills + " kills, in " + work);
        CrashRounds rounds = null;
        try (TestHub hub = new TestHub(work, "test.crash");
                CrashContainer container = new CrashContainer(hub, work.resolve("ctos-home"))) {
            rounds = new CrashRounds(hub, container, new Random(seed), kills > FEW);
            rounds.prepare();
            while (rounds.kills() < kills) {
                rounds.next();
            }
            rounds.last();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ", " + (rounds == null ? "before the first round" : rounds.where())
                            + "; the home is kept in " + work,
                    e);
        } finally {
            if (rounds != null) {
                say(rounds.report());
            }
        }
        assertThat(rounds.kills()).isEqualTo(kills);
        CrashChecks.remove(work);
    }

    static void say(String words) {
        System.out.println("[crash] " + words);
    }
}
