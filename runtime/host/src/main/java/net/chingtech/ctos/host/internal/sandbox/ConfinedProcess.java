package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A started sandbox: the process that we started waits outside for the one inside. */
final class ConfinedProcess implements Confined {

    private static final int MILLIS_TO_END = 3000;

    private final Process process;
    private final Watched usage;
    private final Ending ending;
    private final AtomicReference<String> exceeded = new AtomicReference<>();

    /** Ends what a sandbox started, in the sandbox's own way; does not wait. */
    interface Ending {

        void end();

        /** After the last process ended: takes away what is left. */
        default void tidy() {}

        /** Which limit the kernel found exceeded. */
        default Optional<String> exceeded() {
            return Optional.empty();
        }

        /** The process whose descendants, and itself, count. */
        long pid();
    }

    ConfinedProcess(Process process, Watched usage, Ending ending) {
        this.process = process;
        this.usage = usage;
        this.ending = ending;
    }

    @Override
    public Process process() {
        return process;
    }

    @Override
    public Optional<Long> memoryBytes() {
        if (!process.isAlive()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ProcessTable.recent().tree(ending.pid()).stream()
                    .mapToLong(entry -> ProcessTable.memoryBytes(entry.pid()))
                    .sum());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> exceeded() {
        return Optional.ofNullable(exceeded.get()).or(ending::exceeded);
    }

    /** For the watchdog: ends it when it has too much. Returns whether it is to be looked at again soon. */
    boolean look(ProcessTable table, long now) {
        if (exceeded.get() != null) {
            // It was ended at the last look, and is still there.
            ending.end();
            process.destroyForcibly();
            return true;
        }
        List<ProcessTable.Entry> tree = table.tree(ending.pid());
        Optional<String> excess = usage.look(tree, now);
        excess.ifPresent(this::end);
        return excess.isPresent() || usage.busy();
    }

    /** For the watchdog: whether it ended; then nothing of it stays, even if nobody closes it. */
    boolean isOver() {
        if (process.isAlive()) {
            return false;
        }
        tidy();
        return true;
    }

    private synchronized void tidy() {
        exceeded.compareAndSet(null, ending.exceeded().orElse(null));
        ending.tidy();
    }

    void end(String reason) {
        exceeded.compareAndSet(null, reason);
        ending.end();
    }

    @Override
    public void close() {
        // 1. The first process inside: with it the kernel ends all others there, and the one outside takes note.
        ending.end();
        try {
            if (!process.waitFor(MILLIS_TO_END, TimeUnit.MILLISECONDS)) {
                // 2. Otherwise the one outside, whose death ends those inside.
                process.destroyForcibly().waitFor(MILLIS_TO_END, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        tidy();
    }
}
