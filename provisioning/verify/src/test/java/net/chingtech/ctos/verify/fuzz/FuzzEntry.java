package net.chingtech.ctos.verify.fuzz;

import java.io.IOException;
import java.nio.file.Files;

/** What Jazzer calls, once for each input; the system property {@link Jazzer#TARGET} says which target. */
public final class FuzzEntry {

    private static FuzzTarget target;
    private static Seeds seeds;

    private FuzzEntry() {}

    /** Called once, by its name. */
    public static void fuzzerInitialize() throws IOException {
        target = FuzzTarget.valueOf(System.getProperty(Jazzer.TARGET));
        seeds = new Seeds(Files.createTempDirectory("fuzz-"));
    }

    /** Called by its name. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        target.feed(seeds, input);
    }
}
