package net.chingtech.ctos.provisioning.agent.probation;

import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.agent.live.Statuses;
import net.chingtech.ctos.provisioning.agent.problem.Surroundings;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.runtime.Vitals;

/** How a skill is right now, seen from outside and by its own health checks. */
public final class Checkup {

    /** What was found of a skill. */
    sealed interface Finding {

        /** What is wrong with its release, if anything. */
        default Optional<Problem> problem() {
            return Optional.empty();
        }

        /** It answers, or sleeps. */
        record Well() implements Finding {}

        /** It may get well by itself, or be started again. */
        record Bad(Problem why) implements Finding {
            @Override
            public Optional<Problem> problem() {
                return Optional.of(why);
            }
        }

        /** It does not run, and nobody starts it again. */
        record Dead(Problem why) implements Finding {
            @Override
            public Optional<Problem> problem() {
                return Optional.of(why);
            }
        }

        /** It does not run, for a reason that says nothing of its release. */
        record KeptOff() implements Finding {}
    }

    private final ToolRouter router;
    private final Statuses statuses;

    public Checkup(ToolRouter router, Statuses statuses) {
        this.router = router;
        this.statuses = statuses;
    }

    Finding of(Entry entry) {
        Optional<RunningSkill> running = router.running(entry.id());
        if (running.isEmpty()) {
            Problem why = statuses.failure(entry.id())
                    .orElse(problem("not_running", entry, "does not run any more.", List.of()));
            return Surroundings.areToBlame(why) ? new Finding.KeptOff() : new Finding.Dead(why);
        }
        Vitals vitals = running.get().vitals();
        boolean dead = vitals.state() == Vitals.State.FAILED;
        if (dead || vitals.state() == Vitals.State.RESTARTING || vitals.restarts() > 0) {
            Problem last = vitals.problem();
            Problem why = last == null ? problem("skill_failed", entry, "ended by itself.", List.of()) : last;
            // The container's own end may have taken it along; what lasts is seen at the next look.
            return dead ? new Finding.Dead(why) : new Finding.Bad(why);
        }
        // One that sleeps would wake.
        return vitals.state() == Vitals.State.ASLEEP ? new Finding.Well() : health(entry, running.get());
    }

    private Finding health(Entry entry, RunningSkill running) {
        Health health = running.health();
        if (Thread.currentThread().isInterrupted()) {
            // The container stops; that says nothing of the skill.
            return new Finding.KeptOff();
        }
        statuses.runs(entry.id(), health);
        return health.isGood()
                ? new Finding.Well()
                : new Finding.Bad(problem(
                        "skill_unhealthy",
                        entry,
                        "is not healthy: " + String.join("; ", health.lines()).replaceFirst("\\.$", "") + ".",
                        health.lines()));
    }

    private static Problem problem(String code, Entry entry, String how, List<String> lines) {
        return new Problem(
                503,
                code,
                entry.current().name() + " " + entry.current().version() + " " + how,
                "See the skill's log, and tell its publisher.",
                lines);
    }
}
