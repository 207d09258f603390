package net.chingtech.ctos.clawhub.fuzz;

import java.nio.file.Path;
import net.chingtech.ctos.verify.fuzz.Feeding;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same inputs at every build; {@link LegacyJazzerRun} looks further. */
class LegacyFuzzTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LegacyFuzzTarget.class)
    void changedInput_isRefusedOrReadWithinItsRules(LegacyFuzzTarget target) {
        Feeding.of(target.name(), target.seeds(), target.inputs, input -> target.feed(folder, input));
    }
}
