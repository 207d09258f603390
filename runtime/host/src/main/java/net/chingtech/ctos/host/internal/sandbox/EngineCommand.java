package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A command of a container engine. */
record EngineCommand(Path program, List<String> words) {

    /** What tells an engine where its own files are. */
    private static final Set<String> VARIABLES =
            Set.of("PATH", "HOME", "USER", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "DOCKER_HOST");

    Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        keepOwnVariables(builder);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    static void keepOwnVariables(ProcessBuilder builder) {
        builder.environment().keySet().retainAll(VARIABLES);
    }
}
