package net.chingtech.ctos.itest.updates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that call again as soon as they have an answer, or a moment after they had none, each on a thread of its own; every
 * call is measured.
 */
public final class Callers implements AutoCloseable {

    /** Else a caller that fails fast would make most of its calls while nobody is there. */
    private static final long AFTER_A_FAILURE_NANOS = 1_000_000;

    private final Callable<String> call;
    private final List<Caller> callers = new ArrayList<>();
    private volatile boolean over;

    /** @param call says why it failed, or null */
    public Callers(int count, Callable<String> call) {
        this.call = call;
        for (int i = 0; i < count; i++) {
            Caller caller = new Caller("caller-" + i);
            callers.add(caller);
            caller.start();
        }
    }

    /** What was seen since the last time it was asked. */
    public Seen seen() {
        List<long[]> times = new ArrayList<>();
        Map<String, Integer> failures = new TreeMap<>();
        long gap = 0;
        for (Caller caller : callers) {
            gap = Math.max(gap, caller.take(times, failures));
        }
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Seen(all, failures, gap);
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread caller : callers) {
            caller.join();
        }
    }

    /**
     * Calls that were made.
     *
     * @param nanos how long each good one took, in order of length
     * @param failures how many others there were, of each kind
     * @param gap the longest time in which one of the callers had no good answer
     */
    public record Seen(long[] nanos, Map<String, Integer> failures, long gap) {

        public int failed() {
            return failures.values().stream().mapToInt(Integer::intValue).sum();
        }

        public double millis(double part) {
            return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, nanos.length * part)] / 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,9d calls, %,6d failed, p50 %6.2f, p99 %7.2f, max %8.2f, longest without answer %8.2f ms",
                    nanos.length + failed(),
                    failed(),
                    millis(0.5),
                    millis(0.99),
                    millis(1),
                    gap / 1e6);
        }
    }

    private final class Caller extends Thread {

        private long[] nanos = new long[1024];
        private int count;
        private long lastGood = System.nanoTime();
        private long gap;
        private Map<String, Integer> failures = new TreeMap<>();

        Caller(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!over) {
                long begin = System.nanoTime();
                String failure;
                try {
                    failure = call.call();
                } catch (Exception e) {
                    failure = e.toString();
                }
                made(begin, System.nanoTime(), failure);
                if (failure != null) {
                    LockSupport.parkNanos(AFTER_A_FAILURE_NANOS);
                }
            }
        }

        private synchronized void made(long begin, long end, String failure) {
            if (failure != null) {
                failures.merge(failure, 1, Integer::sum);
                return;
            }
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = end - begin;
            gap = Math.max(gap, end - lastGood);
            lastGood = end;
        }

        private synchronized long take(List<long[]> times, Map<String, Integer> all) {
            times.add(Arrays.copyOf(nanos, count));
            failures.forEach((failure, number) -> all.merge(failure, number, Integer::sum));
            count = 0;
            failures = new TreeMap<>();
            long longest = gap;
            gap = 0;
            return longest;
        }
    }
}
