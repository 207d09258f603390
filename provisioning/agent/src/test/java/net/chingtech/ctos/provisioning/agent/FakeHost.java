package net.chingtech.ctos.provisioning.agent;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.Vitals;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.Promises;

/** A host that runs nothing and remembers everything; a skill's tool is its id with underscores. */
final class FakeHost implements SkillHost {

    final HostLevel level;
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Running> running = new CopyOnWriteArrayList<>();
    /** By {@code id@version}. */
    final Map<String, Problem> throwsInStart = new HashMap<>();

    final Map<String, Health> health = new HashMap<>();
    final Map<String, String> tools = new HashMap<>();
    volatile HostStatus status = new HostStatus(true, "ready", "", "security_layer", true, List.of());

    final AtomicInteger askedForHealth = new AtomicInteger();
    volatile Problem throwsInRegrant;
    volatile Vitals vitals;
    volatile Runnable inStart = () -> {};
    volatile Runnable beforeStop = () -> {};

    FakeHost(HostLevel level) {
        this.level = level;
        if (level == HostLevel.PROCESS) {
            status = new HostStatus(true, "ready", "", "bubblewrap", true, List.of());
        }
    }

    @Override
    public HostLevel level() {
        return level;
    }

    @Override
    public HostStatus status() {
        return status;
    }

    @Override
    public boolean holds(SkillPermission permission) {
        return level == HostLevel.PROCESS || !(permission instanceof SkillPermission.ProcessExec);
    }

    @Override
    public RunningSkill start(StagedSkill skill, Grants grants) throws StartFailed {
        String name = name(skill);
        events.add("start " + name);
        inStart.run();
        if (throwsInStart.containsKey(name)) {
            throw new StartFailed(throwsInStart.get(name), null);
        }
        if (!skill.artifact().toFile().isFile()) {
            throw new IllegalStateException("no artifact for " + name);
        }
        Running started = new Running(skill, grants);
        running.add(started);
        return started;
    }

    private static String name(StagedSkill skill) {
        return skill.id() + "@" + skill.version();
    }

    /** A skill that runs. */
    final class Running implements RunningSkill {

        final StagedSkill skill;
        volatile Grants grants;

        Running(StagedSkill skill, Grants grants) {
            this.skill = skill;
            this.grants = grants;
        }

        @Override
        public StagedSkill skill() {
            return skill;
        }

        @Override
        public HostLevel host() {
            return level;
        }

        @Override
        public List<ToolDescription> tools() {
            String tool = tools.getOrDefault(
                    name(skill), skill.id().value().replace('.', '_').replace('-', '_'));
            return List.of(new ToolDescription(tool, "", "{}", true));
        }

        @Override
        public void regrant(Grants next) throws StartFailed {
            if (throwsInRegrant != null) {
                throw new StartFailed(throwsInRegrant, null);
            }
            grants = next;
        }

        @Override
        public Vitals vitals() {
            return vitals == null ? new Vitals(Vitals.State.RUNNING, status.sandbox(), null, 0, null) : vitals;
        }

        @Override
        public CompletionStage<ToolResult> call(ToolCall call) {
            return CompletableFuture.completedFuture(ToolResult.of(Map.of()));
        }

        @Override
        public Health health() {
            askedForHealth.incrementAndGet();
            return health.getOrDefault(name(skill), new Health(Health.Status.OK, List.of()));
        }

        @Override
        public Promise<Void> drainAndStop(Duration patience) {
            beforeStop.run();
            events.add("stop " + name(skill));
            running.remove(this);
            return Promises.resolved(null);
        }
    }
}
