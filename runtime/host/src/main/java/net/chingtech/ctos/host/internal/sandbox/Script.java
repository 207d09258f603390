package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A shell script that the {@link Wrapper} opens and deletes: what stands in it is in no command that others can read. */
final class Script {

    /** Runs it; follows the command of the wrapper. */
    static final List<String> RUN = List.of("/bin/sh", "-c", ". /proc/self/fd/8");

    /** Its first line, so that what it starts does not have our files. */
    static final String BEGIN = "exec 8<&- 9<&-";

    private Script() {}

    static Path write(Path scratch, List<String> lines) throws IOException {
        // Such files are for us alone from the beginning.
        Path script = Files.createTempFile(scratch, "launch", ".sh");
        return Files.writeString(script, String.join("\n", lines) + "\n");
    }

    static void addVariables(List<String> lines, Map<String, String> environment) {
        environment.forEach((name, value) -> lines.add("export " + name + "=" + Shell.quote(value)));
    }
}
