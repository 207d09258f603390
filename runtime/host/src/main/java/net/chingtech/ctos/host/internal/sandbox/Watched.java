package net.chingtech.ctos.host.internal.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the processes of one sandbox used so far, and whether that is too much. */
final class Watched {

    static final long WINDOW_NANOS = 10_000_000_000L;

    /** A sandbox that a script builds has that script's processes in it at first. */
    private static final long BUILDING_NANOS = 3_000_000_000L;

    private static final int BUILDERS = 3;

    /** The limit is one of time on average; a little more is rounding. */
    private static final double TOLERANCE = 1.2;

    private final Launch.Limits limits;
    private final int supervisors;
    private final long began = System.nanoTime();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long memoryBytes;

    private record Sample(long nanos, long ticks) {}

    /**
     * @param supervisors processes that belong to the sandbox itself
     */
    Watched(Launch.Limits limits, int supervisors) {
        this.limits = limits;
        this.supervisors = supervisors;
    }

    /** Takes note of what there is now; says which limit it is beyond. Called by one thread. */
    Optional<String> look(List<ProcessTable.Entry> tree, long nanos) {
        int processes = tree.size() - supervisors;
        boolean building = nanos - began < BUILDING_NANOS;
        if (processes > limits.processes() + (building ? BUILDERS : 0)) {
            return Optional.of("it had " + processes + " processes at once; " + limits.processes() + " are allowed");
        }
        int threads = tree.stream().mapToInt(ProcessTable.Entry::threads).sum() - supervisors;
        if (threads > limits.threads()) {
            return Optional.of("it had " + threads + " threads at once; " + limits.threads() + " are allowed");
        }
        long ticks = tree.stream().mapToLong(ProcessTable.Entry::ticks).sum();
        boolean idle = !samples.isEmpty() && samples.getLast().ticks() == ticks;
        samples.add(new Sample(nanos, ticks));
        Optional<String> time = overTime(nanos, ticks);
        if (time.isPresent()) {
            return time;
        }
        // Who used no time did not take memory either.
        return idle && memoryBytes > 0 ? Optional.empty() : overMemory(tree);
    }

    /** Whether it did much between the last two looks. */
    boolean busy() {
        if (samples.size() < 2) {
            return true;
        }
        Sample last = samples.removeLast();
        Sample before = samples.getLast();
        samples.add(last);
        double seconds = (last.nanos() - before.nanos()) / 1e9;
        return last.ticks() - before.ticks() > seconds * ProcessTable.TICKS_PER_SECOND * 0.05;
    }

    private Optional<String> overTime(long nanos, long ticks) {
        // The oldest sample that is kept is the youngest that is old enough.
        while (samples.size() > 1) {
            Sample oldest = samples.removeFirst();
            if (nanos - samples.getFirst().nanos() < WINDOW_NANOS) {
                samples.addFirst(oldest);
                break;
            }
        }
        Sample oldest = samples.getFirst();
        double seconds = (nanos - oldest.nanos()) / 1e9;
        double used = (ticks - oldest.ticks()) / (double) ProcessTable.TICKS_PER_SECOND;
        if (nanos - oldest.nanos() < WINDOW_NANOS || used <= seconds * limits.processors() * TOLERANCE) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "it used %.1f s of processor time in %.0f s; %.2f processors are allowed",
                used,
                seconds,
                limits.processors()));
    }

    private Optional<String> overMemory(List<ProcessTable.Entry> tree) {
        long bytes = tree.stream()
                .mapToLong(entry -> ProcessTable.memoryBytes(entry.pid()))
                .sum();
        if (bytes > limits.memoryBytes()) {
            // After a fork both count what they still share: look closer before a verdict.
            long closer = tree.stream()
                    .mapToLong(entry -> {
                        long shared = ProcessTable.proportionalBytes(entry.pid());
                        return shared > 0 ? shared : ProcessTable.memoryBytes(entry.pid());
                    })
                    .sum();
            bytes = Math.min(bytes, closer);
        }
        memoryBytes = bytes;
        if (bytes <= limits.memoryBytes()) {
            return Optional.empty();
        }
        return Optional.of(
                "it used " + (bytes >> 20) + " MB of memory; " + (limits.memoryBytes() >> 20) + " MB are allowed");
    }
}
