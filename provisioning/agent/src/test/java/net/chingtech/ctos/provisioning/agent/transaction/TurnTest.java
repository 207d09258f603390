package net.chingtech.ctos.provisioning.agent.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.Test;

/** Who has to wait for whom. */
class TurnTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void somethingShort_isWaitedFor() throws Exception {
        Turn turn = new Turn(LONG);
        turn.takeShortly("a note");
        FutureTask<Void> next = new FutureTask<>(() -> {
            turn.take("a change");
            return null;
        });
        Thread waiting = new Thread(next, "waits-its-turn");
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            assertThat(next.isDone()).isFalse();
            Thread.onSpinWait();
        }
        turn.free();

        next.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThatThrownBy(() -> turn.take("another")).hasMessageContaining("a change");
    }

    @Test
    void somethingLong_isNot_andIsNamed() throws Exception {
        Turn turn = new Turn(LONG);
        turn.take("a change that is being checked");
        turn.now("the task t-1");

        assertThatThrownBy(() -> turn.take("another")).hasMessageContaining("busy with the task t-1");
        assertThatThrownBy(() -> turn.takeShortly("a note")).hasMessageContaining("busy with the task t-1");
        turn.free();
        turn.take("another");
    }

    @Test
    void somethingShortThatLasts_isNamed_afterAWhile() throws Exception {
        Turn turn = new Turn(Duration.ofMillis(1));
        turn.takeShortly("a note");

        assertThatThrownBy(() -> turn.take("a change"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("busy with a note");
    }
}
