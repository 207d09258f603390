package net.chingtech.ctos.host.internal.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.host.internal.sandbox.Confined;
import net.chingtech.ctos.host.internal.sandbox.Launch;
import net.chingtech.ctos.host.internal.sandbox.Sandbox;

/** No sandbox at all: what is tested with it is the life of a process, not its confinement. */
final class BareSandbox implements Sandbox {

    volatile boolean broken;
    volatile RuntimeException fault;

    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean isolatesFiles() {
        return false;
    }

    @Override
    public List<String> cannotStop() {
        return List.of("anything");
    }

    @Override
    public String inside(Launch launch, String place) {
        for (Map<String, Path> files : List.of(launch.readOnly(), launch.writable())) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                if (place.equals(file.getKey())) {
                    return file.getValue().toString();
                }
                if (place.startsWith(file.getKey() + "/")) {
                    return file.getValue() + place.substring(file.getKey().length());
                }
            }
        }
        throw new IllegalArgumentException(place);
    }

    @Override
    public Confined start(Launch launch) throws IOException {
        if (fault != null) {
            throw fault;
        }
        if (broken) {
            throw new IOException("no more processes today");
        }
        List<String> command =
                new ArrayList<>(List.of(launch.java().resolve("bin/java").toString()));
        command.addAll(launch.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        return new Confined() {
            @Override
            public Process process() {
                return process;
            }

            @Override
            public Optional<Long> memoryBytes() {
                return process.isAlive() ? Optional.of(1L) : Optional.empty();
            }

            @Override
            public Optional<String> exceeded() {
                return Optional.empty();
            }

            @Override
            public void close() {
                process.destroyForcibly();
            }
        };
    }
}
