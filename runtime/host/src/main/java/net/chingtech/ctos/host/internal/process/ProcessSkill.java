package net.chingtech.ctos.host.internal.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.host.internal.calls.LeasedCalls;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.process.child.Ending;
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
import org.osgi.util.promise.Promise;

/** A skill in processes of its own, one after the other; to its callers it is one. */
final class ProcessSkill implements RunningSkill {

    /** Whoever looks from time to time shall see that a process ended, though the next one was there at once. */
    private static final Duration NOT_FORGOTTEN = Duration.ofSeconds(60);

    private final SkillHold hold;
    private final Keeper keeper;
    private final Settings settings;
    private final Threads threads;
    private final LeasedCalls calls;

    ProcessSkill(SkillHold hold, Keeper keeper, Settings settings, Threads threads) {
        this.hold = hold;
        this.keeper = keeper;
        this.settings = settings;
        this.threads = threads;
        calls = new LeasedCalls(skill(), settings.calls().mostAtOnce());
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
            return CompletableFuture.failedFuture(
                    new ToolException("tool_unknown", skill().id() + " has no tool " + call.tool() + "."));
        }
        CallLimits limits = settings.calls();
        CallChain chain = CallChain.current().endingWith(skill().id());
        return calls.call(ended -> {
            PendingCall pending =
                    new PendingCall(call, chain, keeper, threads, limits.longest(), settings.grace(), ended);
            pending.begin();
            return pending;
        });
    }

    @Override
    public Health health() {
        Health health = died().orElseGet(this::ask);
        // Also what happened while it was asked.
        return hold.secrets().hide(died().orElse(health));
    }

    /** One that ended by itself is not well because the next one is. */
    private Optional<Health> died() {
        return keeper.place().diedWithin(NOT_FORGOTTEN).map(why -> critical(why.detail()));
    }

    private Health ask() {
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
                hold.secrets().hide(keeper.place().problem()));
    }

    @Override
    public Promise<Void> drainAndStop(Duration patience) {
        return calls.drainAndStop(patience, this::await, this::close);
    }

    private void await(CompletableFuture<Void> idle, Duration longest, Consumer<Boolean> work) {
        CompletableFuture<Boolean> inTime = idle.handle((value, error) -> true);
        threads.later(longest, () -> inTime.complete(false));
        inTime.thenAccept(is -> threads.execute(() -> work.accept(is)));
    }

    /** Ends its process and takes back all it had. */
    void close() {
        keeper.close();
        hold.close();
    }
}
