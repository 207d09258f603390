package net.chingtech.ctos.host.internal.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.host.internal.calls.Leases;
import net.chingtech.ctos.host.internal.process.child.Ending;
import net.chingtech.ctos.host.internal.process.child.Threads;
import net.chingtech.ctos.host.internal.start.CallLimits;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.Vitals;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A skill in processes of its own, one after the other; to its callers it is one. */
final class ProcessSkill implements RunningSkill {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessSkill.class);

    private final SkillHold hold;
    private final Keeper keeper;
    private final Settings settings;
    private final Threads threads;
    private final Leases leases;
    private final Deferred<Void> stopped = new PromiseFactory(PromiseFactory.inlineExecutor()).deferred();
    private boolean stopping;

    ProcessSkill(SkillHold hold, Keeper keeper, Settings settings, Threads threads) {
        this.hold = hold;
        this.keeper = keeper;
        this.settings = settings;
        this.threads = threads;
        leases = new Leases(settings.calls().mostAtOnce());
    }

    /** Starts the first process, here and now. */
    void begin() throws StartFailed {
        keeper.start();
        hold.watchQuota(keeper);
    }

    @Override
    public StagedSkill skill() {
        return hold.skill();
    }

    @Override
    public HostLevel host() {
        return HostLevel.PROCESS;
    }

    @Override
    public List<ToolDescription> tools() {
        return hold.tools();
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        if (tools().stream().noneMatch(tool -> tool.name().equals(call.tool()))) {
            return failed("tool_unknown", skill().id() + " has no tool " + call.tool() + ".");
        }
        CallLimits limits = settings.calls();
        switch (leases.take()) {
            case CLOSED:
                return failed(STOPPING, skill().id() + " " + skill().version() + " is stopping.");
            case FULL:
                return failed("skill_busy", skill().id() + " answers " + limits.mostAtOnce() + " calls already.");
            default:
                break;
        }
        CallChain chain = CallChain.current().endingWith(skill().id());
        return new PendingCall(call, chain, keeper, threads, limits.longest(), settings.grace(), leases::give).begin();
    }

    private static CompletionStage<ToolResult> failed(String code, String message) {
        return CompletableFuture.failedFuture(new ToolException(code, message));
    }

    @Override
    public Health health() {
        Duration limit = Duration.ofMillis(skill().manifest().health().timeoutMs());
        try {
            // One that sleeps is woken, and has the time that it has to start.
            SkillProcess process =
                    keeper.process().get(limit.plus(SkillProcess.JVM).toMillis(), TimeUnit.MILLISECONDS);
            return process.health(limit);
        } catch (TimeoutException e) {
            return critical("The health check took longer than " + limit.toMillis() + " ms.");
        } catch (ExecutionException | CompletionException e) {
            return critical(e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return critical("The container stopped asking.");
        }
    }

    private static Health critical(String line) {
        return new Health(Health.Status.CRITICAL, List.of(line));
    }

    @Override
    public void regrant(Grants next) throws StartFailed {
        keeper.change(process -> {
            Grants before = hold.regrant(next);
            if (process == null) {
                // The next one is started with what is granted then.
                return;
            }
            if (needsNewSandbox(before).equals(needsNewSandbox(next))) {
                if (!process.grant(next)) {
                    process.child().end(Ending.hung("It did not take what is granted now."));
                    process.child().await();
                }
                return;
            }
            try {
                keeper.replace(process);
            } catch (StartFailed | RuntimeException e) {
                hold.regrant(before);
                keeper.startWhenWanted();
                throw e;
            }
        });
    }

    /** What of the grants is a matter of how the process is locked in. */
    private static Set<SkillPermission> needsNewSandbox(Grants grants) {
        Set<SkillPermission> permissions = new HashSet<>(grants.of(SkillPermission.ProcessExec.class));
        permissions.addAll(grants.of(SkillPermission.FilesystemTemp.class));
        return permissions;
    }

    @Override
    public Vitals vitals() {
        return new Vitals(
                keeper.place().state(),
                hold.sandbox(),
                keeper.memoryBytes().orElse(null),
                keeper.place().restarted(),
                keeper.place().problem());
    }

    @Override
    public synchronized Promise<Void> drainAndStop(Duration patience) {
        if (!stopping) {
            stopping = true;
            CompletableFuture<Void> idle = leases.close();
            CompletableFuture<Boolean> inTime = idle.handle((value, error) -> true);
            threads.later(patience, () -> inTime.complete(false));
            inTime.thenAccept(is -> threads.execute(() -> stop(is, patience)));
        }
        return stopped.getPromise();
    }

    private void stop(boolean inTime, Duration patience) {
        if (!inTime) {
            LOG.warn(
                    "{} {} still answers {} calls after {} ms; it is stopped now",
                    skill().id(),
                    skill().version(),
                    leases.held(),
                    patience.toMillis());
        }
        try {
            close();
            stopped.resolve(null);
        } catch (RuntimeException | Error e) {
            stopped.fail(e);
        }
    }

    /** Ends its process and takes back all it had. */
    void close() {
        keeper.close();
        hold.close();
    }
}
