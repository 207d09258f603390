package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** This machine's sandboxes, each probed once for a class of tests. */
final class Cells implements AutoCloseable {

    private final Path scratch;
    private final Sandboxes sandboxes;
    private final Map<String, SandboxChoice> choices = new HashMap<>();

    Cells(Path scratch) throws IOException {
        this.scratch = scratch;
        sandboxes = new Sandboxes(scratch);
    }

    /**
     * The test is skipped where the machine does not have it but another one, and fails where it does not hold, or where
     * there is none at all.
     */
    Sandbox get(String name) {
        SandboxChoice choice = choices.computeIfAbsent(name, wanted -> sandboxes.choose(wanted, Cell.java()));
        assertThat(choice.status().code()).as(choice.status().detail()).isIn("ready", "sandbox_missing");
        if (choice.sandbox().isEmpty()) {
            Needed.hasASandbox(
                    choices.computeIfAbsent(Sandboxes.AUTO, wanted -> sandboxes.choose(wanted, Cell.java())));
        }
        assumeTrue(choice.sandbox().isPresent(), choice.status().detail());
        return choice.sandbox().get();
    }

    /** Its roots have links to /proc, which are none of the test's temporary files. */
    @Override
    public void close() throws IOException {
        Folders.delete(scratch);
    }
}
