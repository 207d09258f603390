package net.chingtech.ctos.verify.fuzz;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lets Jazzer look on each target of this room; not one of the usual tests. */
class JazzerRun {

    private static final String CODE = "net.chingtech.ctos.format.**:net.chingtech.ctos.verify.**";

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    @EnabledIfSystemProperty(named = Jazzer.SECONDS, matches = "[1-9][0-9]*")
    void jazzer_findsNothing(FuzzTarget target) throws Exception {
        Jazzer.findsNothing(target.name(), FuzzEntry.class, CODE, temporary -> target.seeds(new Seeds(temporary)));
    }
}
