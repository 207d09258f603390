package net.chingtech.ctos.host.internal.sandbox;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A started sandbox: the process that we started waits outside for the one inside. */
final class ConfinedProcess implements Confined {

    private static final int MILLIS_TO_END = 500;

    private final Process process;

    ConfinedProcess(Process process) {
        this.process = process;
    }

    @Override
    public Process process() {
        return process;
    }

    @Override
    public Optional<Long> memoryBytes() {
        return process.isAlive() ? Optional.of(0L) : Optional.empty();
    }

    @Override
    public Optional<String> exceeded() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // 1. The first process inside: with it the kernel ends all others there, and the one outside takes note.
        process.children().forEach(ProcessHandle::destroyForcibly);
        try {
            if (process.waitFor(MILLIS_TO_END, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // 2. Otherwise the one outside, whose death ends those inside.
        process.destroyForcibly();
    }
}
