package net.chingtech.ctos.host.internal.calls;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one version of a skill, whichever host runs it. Each has a lease from before it begins until it really
 * ended, also when it was late; when the version is to stop it gets no new ones, and those that do not end are cut off.
 */
public final class LeasedCalls {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedCalls.class);

    private final StagedSkill skill;
    private final int most;
    private final Leases leases;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final Deferred<Void> stopped = new PromiseFactory(PromiseFactory.inlineExecutor()).deferred();
    private boolean stopping;
    private volatile boolean cutOff;

    /** @param most how many calls may run at once */
    public LeasedCalls(StagedSkill skill, int most) {
        this.skill = skill;
        this.most = most;
        leases = new Leases(most);
    }

    /** How a call begins. */
    @FunctionalInterface
    public interface Beginning {

        /** @param ended to be done once, when the call really ended, and before anybody is told */
        Running begin(Runnable ended);
    }

    /** A call that began. */
    public interface Running {

        CompletableFuture<ToolResult> answer();

        /**
         * Tells whoever waits for it at once, and ends it as well as can be; nothing when it was answered.
         *
         * @param tried what is told when the skill has the call
         * @param untried what is told when it has not
         */
        void cutOff(ToolException tried, ToolException untried);
    }

    /** How a host waits: it does the work when the event came, told true, or the time is over. */
    @FunctionalInterface
    public interface Patience {
        void wait(CompletableFuture<Void> event, Duration longest, Consumer<Boolean> work);
    }

    /** Begins a call under a lease, or says that there is none. */
    public CompletionStage<ToolResult> call(Beginning call) {
        switch (leases.take()) {
            case CLOSED:
                return CompletableFuture.failedFuture(untried());
            case FULL:
                return CompletableFuture.failedFuture(
                        new ToolException("skill_busy", skill.id() + " answers " + most + " calls already."));
            default:
                break;
        }
        Running begun = call.begin(leases::give);
        running.add(begun);
        begun.answer().whenComplete((result, error) -> running.remove(begun));
        if (cutOff) {
            begun.cutOff(tried(), untried());
        }
        return begun.answer();
    }

    /**
     * Gives no more leases, waits for those that are out, cuts off what does not end in time, and stops the version. A
     * second time it only says when that is done.
     *
     * @param stop takes back all that the version had
     */
    public synchronized Promise<Void> drainAndStop(Duration patience, Patience how, Runnable stop) {
        if (!stopping) {
            stopping = true;
            how.wait(leases.close(), patience, inTime -> {
                if (!inTime) {
                    cutOff(patience);
                }
                stop(stop);
            });
        }
        return stopped.getPromise();
    }

    private void cutOff(Duration patience) {
        LOG.warn(
                "{} {} still answers {} calls after {} ms; they are cut off, and it is stopped",
                skill.id(),
                skill.version(),
                leases.held(),
                patience.toMillis());
        cutOff = true;
        running.forEach(call -> call.cutOff(tried(), untried()));
    }

    private void stop(Runnable stop) {
        try {
            stop.run();
            stopped.resolve(null);
        } catch (RuntimeException | Error e) {
            stopped.fail(e);
        }
    }

    private ToolException untried() {
        return new ToolException(RunningSkill.STOPPING, skill.id() + " " + skill.version() + " is stopping.");
    }

    private ToolException tried() {
        return cutOff(skill);
    }

    /** What a caller is told whose call still ran when the skill had to stop. */
    public static ToolException cutOff(StagedSkill skill) {
        return new ToolException(
                RunningSkill.CUT_OFF,
                skill.id() + " " + skill.version()
                        + " was stopped while it answered this call; it may or may not have been done. Look, then try again.");
    }
}
