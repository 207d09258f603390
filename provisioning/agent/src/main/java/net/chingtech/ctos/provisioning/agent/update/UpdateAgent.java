package net.chingtech.ctos.provisioning.agent.update;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.UpdateCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks once a day what is newer, and lets come what may come by itself. It goes by the clock on the wall, not by a timer. */
public final class UpdateAgent {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateAgent.class);

    /** A timer stands still while a machine sleeps: so it looks at the clock every minute. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final UpdateMemory memory;
    private final Timetable timetable;
    private final Supplier<UpdateCheck> sources;
    private final Optional<SilentUpdates> silent;
    private final Clock clock;

    /** @param silent empty when nothing comes by itself, whatever the policies say */
    public UpdateAgent(
            UpdateMemory memory,
            Timetable timetable,
            Supplier<UpdateCheck> sources,
            Optional<SilentUpdates> silent,
            Clock clock) {
        this.memory = memory;
        this.timetable = timetable;
        this.sources = sources;
        this.silent = silent;
        this.clock = clock;
    }

    /** Does what is due now, and says how long it may rest. */
    public Duration look() throws InterruptedException {
        if (timetable.isDue(memory.lastCheck(), clock.instant())) {
            check();
        }
        if (silent.isPresent()) {
            silent.get().work(memory);
        }
        return timetable.rest(clock.instant(), LONGEST_REST);
    }

    private void check() {
        UpdateCheck found;
        try {
            found = sources.get();
        } catch (RuntimeException e) {
            LOG.warn("the daily update check failed", e);
            memory.checked(clock.instant(), List.of(), false);
            timetable.asked(clock.instant(), false);
            return;
        }
        boolean all = found.failed().isEmpty();
        memory.checked(
                clock.instant(),
                found.updates().stream().map(AvailableUpdate::id).toList(),
                all);
        timetable.asked(clock.instant(), all);
        LOG.info(
                "{} updates are there; {} sources did not answer",
                found.updates().size(),
                found.failed().size());
    }
}
