package net.chingtech.ctos.host.internal.process.child;

import java.util.List;
import java.util.Optional;

/** Finds out from what a process left why it ended by itself. */
final class Autopsy {

    /** What the JVM says before it ends itself with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

    private static final String NO_NATIVE_MEMORY = "There is insufficient memory for the Java Runtime";
    private static final int EXIT_OUT_OF_MEMORY = 3;
    private static final int SIGNALLED = 128;

    private Autopsy() {}

    static Ending of(int exit, Optional<String> exceeded, List<String> lastWords) {
        if (exceeded.isPresent()) {
            boolean memory = exceeded.get().contains("memory");
            return new Ending(memory ? "child_out_of_memory" : "child_over_limit", exceeded.get(), lastWords, false);
        }
        if (lastWords.stream().anyMatch(line -> line.contains(NO_NATIVE_MEMORY))
                || (exit == EXIT_OUT_OF_MEMORY && lastWords.stream().anyMatch(l -> l.contains(OUT_OF_MEMORY)))) {
            return new Ending("child_out_of_memory", "It used more memory than it may.", lastWords, false);
        }
        String how =
                exit > SIGNALLED ? "Signal " + (exit - SIGNALLED) + " ended it." : "It ended with code " + exit + ".";
        return new Ending("child_died", how, lastWords, false);
    }
}
