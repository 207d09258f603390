package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.chingtech.ctos.runtime.HostStatus;

/** Finds the best sandbox of this machine: one that is there and holds. */
public final class Sandboxes {

    private final Path scratch;

    /**
     * @param scratch a folder of ours, that nobody else may read; what an earlier run left there is of no use
     */
    public Sandboxes(Path scratch) {
        this.scratch = scratch;
    }

    /**
     * Chooses, and lets a program try what it must not be able to do. Takes a second.
     *
     * @param name {@code auto}, or the name of a sandbox
     * @param java home of the JVM that runs the skills
     */
    public SandboxChoice choose(String name, Path java) {
        Optional<Path> program = Programs.find("bwrap");
        if (program.isEmpty()) {
            return new SandboxChoice(
                    Optional.empty(),
                    HostStatus.unavailable("sandbox_missing", "install the Debian package bubblewrap", "none"));
        }
        try {
            Files.createDirectories(scratch);
            Sandbox sandbox = new Bubblewrap(
                    program.get(), scratch, new Root(scratch), new Runner(), Bubblewrap.Features.of(program.get()));
            return new SandboxChoice(
                    Optional.of(sandbox),
                    new HostStatus(true, "ready", "", sandbox.name(), sandbox.isolatesFiles(), sandbox.cannotStop()));
        } catch (IOException e) {
            return new SandboxChoice(
                    Optional.empty(), HostStatus.unavailable("sandbox_missing", e.getMessage(), "bubblewrap"));
        }
    }
}
