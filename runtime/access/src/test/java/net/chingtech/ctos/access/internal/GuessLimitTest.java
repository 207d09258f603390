package net.chingtech.ctos.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.access.internal.GuessLimit.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often a word is held to the secret, which is slow and so is not done for everybody. */
class GuessLimitTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final TestClock clock = new TestClock();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final AtomicInteger looks = new AtomicInteger();
    private GuessLimit limit = new GuessLimit(clock, LONG);
    private long number = 1;

    @AfterEach
    void end() {
        others.shutdownNow();
    }

    private Outcome attempt(String word, boolean rightUser) {
        return limit.attempt(word.getBytes(StandardCharsets.UTF_8), rightUser, () -> number, () -> {
            looks.incrementAndGet();
            return Optional.of(word.equals("right"));
        });
    }

    @Test
    void manyGuessesAtOnce_areNoMoreThanOneByOne() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(20);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String word = "guess " + i;
            outcomes.add(others.submit(() -> {
                there.countDown();
                begin.await();
                return attempt(word, true);
            }));
        }
        assertThat(there.await(1, TimeUnit.MINUTES)).isTrue();
        begin.countDown();

        List<Outcome> all = new ArrayList<>();
        for (Future<Outcome> outcome : outcomes) {
            all.add(outcome.get(1, TimeUnit.MINUTES));
        }
        assertThat(looks).hasValue(5);
        assertThat(all).filteredOn(Outcome.WRONG::equals).hasSize(5);
        assertThat(all).filteredOn(Outcome.CLOSED::equals).hasSize(15);
        assertThat(limit.pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void sameWrongWord_isLookedAtOnceAMinute_andLeavesTheDoorToTheRightOne() {
        for (int i = 0; i < 50; i++) {
            assertThat(attempt("an old one", i % 2 == 0)).isEqualTo(Outcome.WRONG);
        }
        assertThat(looks).hasValue(1);
        clock.pass(Duration.ofSeconds(61));
        assertThat(attempt("an old one", true)).isEqualTo(Outcome.WRONG);
        assertThat(looks).hasValue(2);

        assertThat(attempt("right", true)).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void sameWrongWord_isLookedAtAgainForAnotherSecret_andStillCountsOnce() {
        for (number = 1; number <= 10; number++) {
            assertThat(attempt("an old one", true)).isEqualTo(Outcome.WRONG);
            assertThat(attempt("an old one", true)).isEqualTo(Outcome.WRONG);
        }

        assertThat(looks).hasValue(10);
        assertThat(limit.isClosed()).isFalse();
    }

    @Test
    void rightWordOfAnotherUser_isNotRefusedToTheRightOne_andCostsOneLook() {
        for (int i = 0; i < 50; i++) {
            assertThat(attempt("right", false)).isEqualTo(Outcome.WRONG);
        }
        assertThat(looks).hasValue(1);

        assertThat(attempt("right", true)).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void wordThatNoSecretWasThereFor_isLookedAtWhenThereIsOne() {
        byte[] digest = "right".getBytes(StandardCharsets.UTF_8);
        assertThat(limit.attempt(digest, true, () -> number, Optional::empty)).isEqualTo(Outcome.WRONG);

        assertThat(attempt("right", true)).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void whoeverWouldWaitLong_findsTheDoorClosed_butForAWordThatIsKnown() throws Exception {
        limit = new GuessLimit(clock, Duration.ZERO);
        attempt("an old one", true);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Future<Outcome> slow = others.submit(() -> limit.attempt(new byte[1], true, () -> number, () -> {
            inside.countDown();
            await(leave);
            return Optional.of(true);
        }));
        assertThat(inside.await(1, TimeUnit.MINUTES)).isTrue();

        assertThat(attempt("right", true)).isEqualTo(Outcome.CLOSED);
        assertThat(attempt("an old one", true)).isEqualTo(Outcome.WRONG);
        assertThat(looks).hasValue(1);

        leave.countDown();
        assertThat(slow.get(1, TimeUnit.MINUTES)).isEqualTo(Outcome.RIGHT);
        assertThat(attempt("right", true)).isEqualTo(Outcome.RIGHT);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
