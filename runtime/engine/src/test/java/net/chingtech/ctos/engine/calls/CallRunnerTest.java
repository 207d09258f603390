package net.chingtech.ctos.engine.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallRunnerTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final CallRunner runner = new CallRunner(2);

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aPieceThatIsLate_isToldAtOnceAndInterruptedOnce_andHoldsItsLeaseUntilItEnds() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Void> after = new CompletableFuture<>();
        CompletableFuture<Object> answer = runner.run(
                () -> {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        interrupted.complete(true);
                    }
                    release.await();
                    return null;
                },
                Duration.ofMillis(50),
                new TimeoutException("late"),
                () -> after.complete(null));

        assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS)).hasRootCauseMessage("late");
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(after).isNotDone();
        release.countDown();
        after.get(60, TimeUnit.SECONDS);
    }

    @Test
    void whatWorkMakesOfTheInterrupt_isNotTheAnswer() {
        for (int i = 0; i < 200; i++) {
            CompletableFuture<Object> answer = retry(() -> runner.run(
                    () -> {
                        Thread.sleep(60_000);
                        return null;
                    },
                    Duration.ofNanos(50_000),
                    new TimeoutException("late"),
                    () -> {}));
            assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS)).hasRootCauseMessage("late");
        }
    }

    @Test
    void whatComesAfterAnEvent_isDoneOnce_andToldWhetherTheEventWasInTime() throws Exception {
        CompletableFuture<Boolean> never = new CompletableFuture<>();
        CompletableFuture<Boolean> already = new CompletableFuture<>();
        CompletableFuture<Boolean> soon = new CompletableFuture<>();
        CompletableFuture<Void> event = new CompletableFuture<>();

        runner.after(new CompletableFuture<>(), Duration.ofMillis(20), "never", never::complete);
        runner.after(CompletableFuture.completedFuture(null), LONG, "already", already::complete);
        runner.after(event, LONG, "soon", soon::complete);

        assertThat(never.get(60, TimeUnit.SECONDS)).isFalse();
        assertThat(already.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(soon).isNotDone();
        event.complete(null);
        assertThat(soon.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterrupt_neverReachesTheNextPiece() throws Exception {
        for (int i = 0; i < 200; i++) {
            retry(() -> runner.run(() -> null, Duration.ofNanos(1), new TimeoutException(), () -> {}));
            CompletableFuture<Boolean> next = retry(
                    () -> runner.run(Thread.currentThread()::isInterrupted, LONG, new TimeoutException(), () -> {}));
            assertThat(next.get(60, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void moreThanTheMost_isRejected() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            runner.run(
                    () -> {
                        release.await();
                        return null;
                    },
                    LONG,
                    new TimeoutException(),
                    () -> {});
        }
        assertThatThrownBy(() -> runner.run(() -> null, LONG, new TimeoutException(), () -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        release.countDown();
    }

    private static <T> T retry(java.util.function.Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (RejectedExecutionException e) {
                Thread.onSpinWait();
            }
        }
    }
}
