package net.chingtech.ctos.provisioning.agent.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a group's change could not be undone: the change's problem names it, and administrators are alerted. */
final class WayBack {

    private static final Logger LOG = LoggerFactory.getLogger(WayBack.class);

    private final World world;
    private final Map<Step, Problem> failed = new LinkedHashMap<>();

    WayBack(World world) {
        this.world = world;
    }

    void failed(Step step, Problem why) {
        failed.put(step, why);
    }

    boolean isWhole() {
        return failed.isEmpty();
    }

    /**
     * Tells of each skill that is not as it was.
     *
     * @param why the change failed
     * @return that, and what could not be undone
     */
    Problem told(Group group, Problem why) {
        if (isWhole()) {
            return why;
        }
        group.works().forEach(this::tell);
        List<String> more = new ArrayList<>(why.more());
        failed.forEach((step, problem) -> more.add(line(step, problem)));
        return new Problem(
                why.status(),
                why.code(),
                why.detail() + " Not all that was done could be undone.",
                why.nextStep(),
                more);
    }

    private void tell(Work work) {
        List<Map.Entry<Step, Problem>> mine = failed.entrySet().stream()
                .filter(one -> work.id().equals(one.getKey().skill()))
                .toList();
        if (work.unsafe() != null) {
            keepOff(work);
        } else if (!mine.isEmpty()) {
            boolean off =
                    work.from() != null && world.router().running(work.id()).isEmpty();
            if (off) {
                world.statuses().failed(work.id(), mine.get(0).getValue());
            }
            List<String> lines =
                    mine.stream().map(one -> line(one.getKey(), one.getValue())).toList();
            world.alerts()
                    .raiseAndRecord(
                            off ? Alert.Level.DANGER : Alert.Level.WARNING,
                            work.id(),
                            work.words(),
                            incomplete(work, off, lines));
        }
    }

    /** With data that may be of either version nothing of it runs, until a start of the container has put it right. */
    private void keepOff(Work work) {
        Problem why = work.unsafe();
        // No more calls, and no more writing to data that is to be put right: also what runs side by side with a new
        // one.
        Duration patience = world.pace().patience();
        try {
            Stopping.await(world.router().retireAndStop(work.id(), patience), patience, work.oldWords());
        } catch (StepFailed e) {
            LOG.warn("{}", e.problem());
        }
        world.keptOff().put(work.id(), why);
        world.statuses().failed(work.id(), why);
        world.alerts().raiseAndRecord(Alert.Level.DANGER, work.id(), work.words(), why);
    }

    private static Problem incomplete(Work work, boolean off, List<String> lines) {
        return new Problem(
                500,
                "undo_incomplete",
                "A change of " + work.item().name() + " failed, and not all of it could be undone."
                        + (off ? " " + work.oldWords() + " does not run." : ""),
                off
                        ? "Mend what is named, then start it again: ./ctos restart " + work.id()
                        : "Mend what is named; the container's next start clears away what is left.",
                lines);
    }

    private static String line(Step step, Problem problem) {
        return "could not be undone: " + step.words() + ": " + problem;
    }
}
