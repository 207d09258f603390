package net.chingtech.ctos.provisioning.agent.standing;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.provisioning.agent.update.OwnTime;
import net.chingtech.ctos.provisioning.agent.update.ReleaseLook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds of questions about what is installed: once an hour at the container's own second, and those who did not answer
 * once more every few minutes. So one outage at the wrong minute keeps nobody from hearing within the hour what was revoked.
 */
public final class Rounds {

    static final Duration AGAIN = Duration.ofMinutes(5);

    /** So that those whose hub comes back do not ask together. */
    static final Duration SPREAD = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final StandingPoll poll;
    private final ReleaseLook look;
    private final OwnTime hourly;
    private final UnaryOperator<Duration> random;
    private final Clock clock;
    /** Whom to ask next; null for all. */
    private Set<String> next;

    /** @param random gives some duration from zero up to the given one */
    public Rounds(StandingPoll poll, ReleaseLook look, OwnTime hourly, UnaryOperator<Duration> random, Clock clock) {
        this.poll = poll;
        this.look = look;
        this.hourly = hourly;
        this.random = random;
        this.clock = clock;
    }

    /** Asks whoever is to be asked now, and says how long to wait until this is called again. */
    public synchronized Duration ask() {
        Set<String> unanswered;
        try {
            unanswered = next == null ? poll.poll() : poll.poll(next::contains);
            if (next == null) {
                look.look();
            }
        } catch (RuntimeException e) {
            LOG.warn("the sources could not be asked what was revoked", e);
            return wait(next, true);
        }
        return wait(unanswered, !unanswered.isEmpty());
    }

    private Duration wait(Set<String> unanswered, boolean failed) {
        Duration round = hourly.after(clock.instant());
        Duration again = AGAIN.plus(random.apply(SPREAD));
        boolean soon = failed && again.compareTo(round) < 0;
        next = soon ? unanswered : null;
        return soon ? again : round;
    }
}
