package net.chingtech.ctos.clawhub.fuzz;

import net.chingtech.ctos.verify.fuzz.Jazzer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lets Jazzer look on each target of this room; not one of the usual tests. */
class LegacyJazzerRun {

    private static final String CODE = "net.chingtech.ctos.clawhub.**";

    @ParameterizedTest
    @EnumSource(LegacyFuzzTarget.class)
    @EnabledIfSystemProperty(named = Jazzer.SECONDS, matches = "[1-9][0-9]*")
    void jazzer_findsNothing(LegacyFuzzTarget target) throws Exception {
        Jazzer.findsNothing(target.name(), LegacyFuzzEntry.class, CODE, temporary -> target.seeds());
    }
}
