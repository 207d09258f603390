package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files with the filters of system calls, for sandboxes that load one.
 *
 * @param alone for a launch that may start no program; {@link Wrapper#none} when there is none for this processor
 * @param programs for one that may
 */
record Filter(Path alone, Path programs) {

    static final String UNFILTERED =
            "system calls that a skill never needs: there is no filter, so more of the kernel can be reached";

    /** Writes them. */
    static Filter in(Path scratch) throws IOException {
        Optional<SystemCalls> calls = SystemCalls.ofThisMachine();
        if (calls.isEmpty()) {
            return new Filter(Wrapper.none(), Wrapper.none());
        }
        return new Filter(
                Files.write(scratch.resolve("alone.bpf"), SeccompFilter.of(calls.get(), false)),
                Files.write(scratch.resolve("programs.bpf"), SeccompFilter.of(calls.get(), true)));
    }

    Path of(Launch launch) {
        return launch.programs().isEmpty() ? alone : programs;
    }

    boolean isThere() {
        return !alone.equals(Wrapper.none());
    }

    /** What a sandbox without it does not stop, for people. */
    List<String> cannotStop() {
        return isThere() ? List.of() : List.of(UNFILTERED);
    }
}
