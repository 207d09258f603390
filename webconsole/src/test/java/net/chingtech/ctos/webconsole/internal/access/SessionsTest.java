package net.chingtech.ctos.webconsole.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final HandClock clock = new HandClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void session_isFoundByItsIdOnly() {
        String id = sessions.begin("admin", 1);

        assertThat(visitor(id)).map(Visitor::name).contains("admin");
        assertThat(visitor(id + "x")).isEmpty();
        assertThat(visitor("")).isEmpty();
    }

    @Test
    void idleHalfAnHour_endsTheSession_andEachRequestKeepsItAlive() {
        String id = sessions.begin("admin", 1);
        for (int i = 0; i < 5; i++) {
            clock.pass(Duration.ofMinutes(29));
            assertThat(visitor(id)).isPresent();
        }
        clock.pass(Duration.ofMinutes(31));

        assertThat(visitor(id)).isEmpty();
    }

    @Test
    void twelveHours_endEvenASessionInUse() {
        String id = sessions.begin("admin", 1);
        for (int i = 0; i < 25; i++) {
            clock.pass(Duration.ofMinutes(29));
            visitor(id);
        }

        assertThat(visitor(id)).isEmpty();
    }

    @Test
    void logout_endsIt() {
        String id = sessions.begin("admin", 1);

        assertThat(sessions.end(id)).isPresent();
        assertThat(visitor(id)).isEmpty();
    }

    @Test
    void idsAndCsrfTokens_areLongAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String id = sessions.begin("admin", 1);
            String csrf = visitor(id).orElseThrow().csrf();
            assertThat(id).hasSize(43);
            assertThat(csrf).hasSize(43);
            assertThat(seen.add(id)).isTrue();
            assertThat(seen.add(csrf)).isTrue();
        }
    }

    @Test
    void tooManySessions_pushOutTheOneThatWasIdleLongest() {
        String first = sessions.begin("admin", 1);
        clock.pass(Duration.ofSeconds(1));
        String second = sessions.begin("admin", 1);
        for (int i = 2; i < Sessions.MOST + 1; i++) {
            clock.pass(Duration.ofSeconds(1));
            sessions.begin("admin", 1);
        }

        assertThat(visitor(first)).isEmpty();
        assertThat(visitor(second)).isPresent();
    }

    @Test
    void aPageThatOnlyLooksAgain_keepsNoSessionAlive() {
        String id = sessions.begin("admin", 1);
        clock.pass(Duration.ofMinutes(20));
        assertThat(sessions.visitor(id, 1, false)).isPresent();
        clock.pass(Duration.ofMinutes(11));

        assertThat(visitor(id)).isEmpty();
    }

    @Test
    void anotherPassword_endsEverySession_butTheOneThatChangedIt() throws Exception {
        String own = sessions.begin("admin", 1);
        String other = sessions.begin("admin", 1);
        AtomicLong number = new AtomicLong(1);
        sessions.outliving(
                own,
                () -> {
                    // Another window of the same browser asks in the middle of it.
                    assertThat(sessions.visitor(own, 1, true)).isPresent();
                    assertThat(sessions.visitor(own, 2, true)).isPresent();
                    number.set(2);
                    return true;
                },
                number::get);

        assertThat(sessions.visitor(own, 2, true)).isPresent();
        assertThat(sessions.visitor(other, 2, true)).isEmpty();
        assertThat(sessions.visitor(own, 3, true)).as("changed elsewhere").isEmpty();
    }

    @Test
    void refusedChange_endsNothing_andMakesNoSessionOutliveAnother() throws Exception {
        String own = sessions.begin("admin", 1);
        String other = sessions.begin("admin", 1);
        sessions.outliving(own, () -> false, () -> 1);

        assertThat(visitor(own)).isPresent();
        assertThat(visitor(other)).isPresent();
        assertThat(sessions.visitor(own, 2, true)).isEmpty();
    }

    @Test
    void sessionOfAnEarlierPassword_changesNothing_andIsOver() {
        String own = sessions.begin("admin", 1);
        AtomicBoolean asked = new AtomicBoolean();

        assertThatThrownBy(() -> sessions.outliving(own, () -> asked.getAndSet(true), () -> 2))
                .isInstanceOf(Sessions.SessionOver.class);

        assertThat(asked).isFalse();
        assertThat(sessions.visitor(own, 1, true)).isEmpty();
    }

    @Test
    void refusedChange_whileThePasswordIsSetElsewhere_endsTheSession() throws Exception {
        String own = sessions.begin("admin", 1);
        AtomicLong number = new AtomicLong(1);
        sessions.outliving(
                own,
                () -> {
                    number.set(2);
                    return false;
                },
                number::get);

        assertThat(sessions.visitor(own, 2, true)).isEmpty();
    }

    @Test
    void twoChangesAtOnceInOneSession_leaveItOpen() throws Exception {
        String own = sessions.begin("admin", 1);
        AtomicLong number = new AtomicLong(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch secondIsThere = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean();
        AtomicBoolean together = new AtomicBoolean();
        CompletableFuture<Void> winner = inItsOwnThread(() -> outlive(
                own,
                () -> {
                    first.set(true);
                    inside.countDown();
                    await(secondIsThere);
                    number.set(2);
                    first.set(false);
                    return true;
                },
                number::get));
        await(inside);
        CompletableFuture<Void> loser = inItsOwnThread(() -> {
            secondIsThere.countDown();
            outlive(
                    own,
                    () -> {
                        together.set(first.get());
                        return false;
                    },
                    number::get);
        });
        winner.get(1, TimeUnit.MINUTES);
        loser.get(1, TimeUnit.MINUTES);

        assertThat(together).isFalse();
        assertThat(sessions.visitor(own, 2, true)).isPresent();
        assertThat(sessions.visitor(own, 3, true)).isEmpty();
    }

    /** The common pool of a machine with two processors has one thread, which must not wait for what comes after it. */
    private static CompletableFuture<Void> inItsOwnThread(Runnable work) {
        return CompletableFuture.runAsync(work, task -> new Thread(task).start());
    }

    private void outlive(String id, BooleanSupplier change, LongSupplier number) {
        try {
            sessions.outliving(id, change, number);
        } catch (Sessions.SessionOver e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Visitor> visitor(String id) {
        return sessions.visitor(id, 1, true);
    }

    private static final class HandClock extends Clock {
        private Instant now = Instant.EPOCH;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
