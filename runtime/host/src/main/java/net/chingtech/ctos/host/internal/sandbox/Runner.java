package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts the command of a sandbox under the limits of its launch. */
final class Runner {

    /** What its limits do not hold, for people. */
    List<String> cannotStop() {
        return List.of();
    }

    Confined start(Launch launch, Path options, Path filter, List<String> sandbox) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Wrapper.command(options, filter, null, launch.limits(), sandbox));
        builder.environment().clear();
        builder.directory(Path.of("/").toFile());
        return new ConfinedProcess(Spawner.start(builder));
    }
}
