package net.chingtech.ctos.host.updates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** Callers that call again as soon as they have an answer, each on a thread of its own, until this is closed. */
final class Hammer implements AutoCloseable {

    private static final long LONGEST_NANOS = 300_000_000_000L;

    private final List<Thread> threads = new ArrayList<>();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLongArray answers;
    private volatile boolean over;

    /** @param call gives a number that must not become less for one caller */
    Hammer(int callers, Callable<Integer> call) {
        answers = new AtomicLongArray(callers);
        for (int caller = 0; caller < callers; caller++) {
            int number = caller;
            Thread thread = new Thread(() -> hammer(number, call), "caller-" + caller);
            threads.add(thread);
            thread.start();
        }
    }

    private void hammer(int caller, Callable<Integer> call) {
        int last = -1;
        while (!over) {
            try {
                int now = call.call();
                if (now < last) {
                    failures.add("after an answer of start " + last + " came one of " + now);
                }
                last = now;
                answers.incrementAndGet(caller);
            } catch (Exception | AssertionError e) {
                failures.add(String.valueOf(e));
            }
        }
    }

    List<String> failures() {
        return failures;
    }

    /** Waits until each caller had two more answers, so that one of these calls began later than now. */
    void awaitAnswers() {
        List<Long> before = counts();
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!allBeyond(before)) {
            if (System.nanoTime() > deadline || !failures.isEmpty()) {
                throw new AssertionError("answers " + counts() + ", before " + before + ", failures "
                        + failures.stream().limit(5).toList());
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private boolean allBeyond(List<Long> before) {
        for (int caller = 0; caller < before.size(); caller++) {
            if (answers.get(caller) < before.get(caller) + 2) {
                return false;
            }
        }
        return true;
    }

    private List<Long> counts() {
        List<Long> counts = new ArrayList<>();
        for (int caller = 0; caller < answers.length(); caller++) {
            counts.add(answers.get(caller));
        }
        return counts;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
