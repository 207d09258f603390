package net.chingtech.ctos.provisioning.agent;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import net.chingtech.ctos.runtime.MigrationOrder;
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
    final Asked asked;
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Running> running = new CopyOnWriteArrayList<>();
    /** By {@code id@version}. */
    final Map<String, Problem> throwsInStart = new HashMap<>();

    final Map<String, Health> health = new HashMap<>();
    final Map<String, String> tools = new HashMap<>();
    volatile HostStatus status = new HostStatus(true, "ready", "", "security_layer", true, List.of());

    /** Programs that this machine does not have. */
    final Set<String> missing = new HashSet<>();

    final AtomicInteger askedForHealth = new AtomicInteger();
    volatile Problem throwsInRegrant;
    volatile Vitals vitals;
    volatile Runnable inStart = () -> {};
    volatile Runnable beforeStop = () -> {};
    /** Why what runs does not stop; null when it does. */
    volatile Exception failsToStop;

    /** What migration services do to the data, by name; they are there for every skill. */
    final Map<String, Migrating> migrations = new HashMap<>();

    /** A migration service. */
    interface Migrating {
        void migrate(StagedSkill skill, Map<String, Map<String, Object>> settings) throws Exception;
    }

    FakeHost(HostLevel level) {
        this(level, new Asked());
    }

    FakeHost(HostLevel level, Asked asked) {
        this.level = level;
        this.asked = asked;
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
    public List<String> lacks(Collection<SkillPermission> permissions) {
        return permissions.stream()
                .filter(SkillPermission.ProcessExec.class::isInstance)
                .map(one -> ((SkillPermission.ProcessExec) one).program())
                .filter(missing::contains)
                .sorted()
                .toList();
    }

    @Override
    public RunningSkill start(StagedSkill skill, Grants grants) throws StartFailed {
        String name = name(skill);
        events.add("start " + name);
        asked.say("start " + name);
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
            asked.say("ask " + name(skill));
            return health.getOrDefault(name(skill), new Health(Health.Status.OK, List.of()));
        }

        @Override
        public Promise<Void> drainAndStop(Duration patience) {
            beforeStop.run();
            events.add("stop " + name(skill));
            asked.say("stop " + name(skill));
            if (failsToStop != null) {
                return Promises.failed(failsToStop);
            }
            running.remove(this);
            return Promises.resolved(null);
        }
    }

    @Override
    public Map<String, Map<String, Object>> migrate(StagedSkill skill, Grants grants, MigrationOrder order)
            throws StartFailed {
        asked.say("migrate " + order.services() + " of " + name(skill) + " from " + order.from());
        Map<String, Map<String, Object>> settings = new TreeMap<>();
        order.settings().forEach((pid, values) -> settings.put(pid, new TreeMap<>(values)));
        for (String service : order.services()) {
            try {
                migrations.get(service).migrate(skill, settings);
            } catch (Exception e) {
                throw new StartFailed(
                        new Problem(422, "migration_failed", service + " failed: " + e.getMessage(), "Tell them."), e);
            }
        }
        return settings;
    }
}
