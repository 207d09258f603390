package net.chingtech.ctos.webconsole.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final HandClock clock = new HandClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void session_isFoundByItsIdOnly() {
        String id = sessions.begin("admin");

        assertThat(sessions.visitor(id)).map(Visitor::name).contains("admin");
        assertThat(sessions.visitor(id + "x")).isEmpty();
        assertThat(sessions.visitor("")).isEmpty();
    }

    @Test
    void idleHalfAnHour_endsTheSession_andEachRequestKeepsItAlive() {
        String id = sessions.begin("admin");
        for (int i = 0; i < 5; i++) {
            clock.pass(Duration.ofMinutes(29));
            assertThat(sessions.visitor(id)).isPresent();
        }
        clock.pass(Duration.ofMinutes(31));

        assertThat(sessions.visitor(id)).isEmpty();
    }

    @Test
    void twelveHours_endEvenASessionInUse() {
        String id = sessions.begin("admin");
        for (int i = 0; i < 25; i++) {
            clock.pass(Duration.ofMinutes(29));
            sessions.visitor(id);
        }

        assertThat(sessions.visitor(id)).isEmpty();
    }

    @Test
    void logout_endsIt() {
        String id = sessions.begin("admin");

        assertThat(sessions.end(id)).isPresent();
        assertThat(sessions.visitor(id)).isEmpty();
    }

    @Test
    void idsAndCsrfTokens_areLongAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String id = sessions.begin("admin");
            String csrf = sessions.visitor(id).orElseThrow().csrf();
            assertThat(id).hasSize(43);
            assertThat(csrf).hasSize(43);
            assertThat(seen.add(id)).isTrue();
            assertThat(seen.add(csrf)).isTrue();
        }
    }

    @Test
    void tooManySessions_pushOutTheOneThatWasIdleLongest() {
        String first = sessions.begin("admin");
        clock.pass(Duration.ofSeconds(1));
        String second = sessions.begin("admin");
        for (int i = 2; i < Sessions.MOST + 1; i++) {
            clock.pass(Duration.ofSeconds(1));
            sessions.begin("admin");
        }

        assertThat(sessions.visitor(first)).isEmpty();
        assertThat(sessions.visitor(second)).isPresent();
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
