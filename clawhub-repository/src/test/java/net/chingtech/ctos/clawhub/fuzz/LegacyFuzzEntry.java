package net.chingtech.ctos.clawhub.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.verify.fuzz.Jazzer;

/** What Jazzer calls, once for each input; the system property {@link Jazzer#TARGET} says which target. */
public final class LegacyFuzzEntry {

    private static LegacyFuzzTarget target;
    private static Path temporary;

    private LegacyFuzzEntry() {}

    /** Called once, by its name. */
    public static void fuzzerInitialize() throws IOException {
        target = LegacyFuzzTarget.valueOf(System.getProperty(Jazzer.TARGET));
        temporary = Files.createTempDirectory("fuzz-");
    }

    /** Called by its name. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        target.feed(temporary, input);
    }
}
