package net.chingtech.ctos.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fixed number of inputs with a fixed seed, on every Java and within the small heap of these tests (pom.xml). Keys are
 * new each time, so what is signed differs; the changes do not. {@link JazzerRun} looks further.
 */
class FuzzTest {

    private static final int INPUTS = 2_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void changedInput_isRefusedOrSaysWhatTheGoodOneSays(FuzzTarget target) {
        Seeds seeds = new Seeds(folder);
        Feeding.of(target.name(), target.seeds(seeds), INPUTS, input -> target.feed(seeds, input));
    }

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void sameSeed_makesTheSameInputs(FuzzTarget target) {
        List<byte[]> good = target.seeds(new Seeds(folder));
        assertThat(new Mutator(1).next(good)).isEqualTo(new Mutator(1).next(good));
    }
}
