package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a container: its process is no descendant of ours. */
final class EngineEnding implements ConfinedProcess.Ending {

    private static final Logger LOG = LoggerFactory.getLogger(EngineEnding.class);
    private static final int KILLED = 137;

    private final Process process;
    private final Path pidFile;
    private final EngineCommand remove;
    private volatile boolean ended;

    /**
     * @param pidFile where the engine says the number of the container's first process, or null when it does not
     * @param remove takes the container away, whether it runs or not
     */
    EngineEnding(Process process, Path pidFile, EngineCommand remove) {
        this.process = process;
        this.pidFile = pidFile;
        this.remove = remove;
    }

    @Override
    public void end() {
        ended = true;
        long first = pid();
        if (first > 0 && process.isAlive()) {
            // The engine notes that it ended, and takes the container away itself.
            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
        } else if (process.isAlive()) {
            takeAway();
        }
    }

    @Override
    public void tidy() {
        if (process.exitValue() == KILLED && pid() == 0) {
            // The engine's own command was killed: the container may live on.
            takeAway();
        }
        if (pidFile != null) {
            try {
                Files.deleteIfExists(pidFile);
            } catch (IOException e) {
                LOG.debug("{} stays", pidFile, e);
            }
        }
    }

    private void takeAway() {
        try {
            remove.start().waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            LOG.warn("a container could not be removed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<String> exceeded() {
        return !ended && !process.isAlive() && process.exitValue() == KILLED
                ? Optional.of("the kernel ended it, most likely as it used more memory than is allowed")
                : Optional.empty();
    }

    /** 0 as long as nobody said it. */
    @Override
    public long pid() {
        try {
            return pidFile == null
                    ? 0
                    : Long.parseLong(Files.readString(pidFile).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
