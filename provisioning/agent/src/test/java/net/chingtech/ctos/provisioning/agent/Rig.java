package net.chingtech.ctos.provisioning.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.provisioning.agent.transaction.Pace;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import net.chingtech.ctos.verify.TrustAnchors;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.Verifiers;
import org.apache.felix.resolver.Logger;
import org.apache.felix.resolver.ResolverImpl;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.osgi.service.resolver.Resolver;

/** A container's agent with a home on disk, one source, one host, an official and a community publisher. */
final class Rig {

    final Path folder;
    final ContainerHome home;
    final TestPublisher official;
    final TestPublisher community;
    final FakeSource hub;
    final List<SkillSource> sources = new ArrayList<>();
    final Asked asked = new Asked();
    final FakeHost host = new FakeHost(HostLevel.IN_FRAMEWORK, asked);
    final List<SkillHost> hosts = new ArrayList<>(List.of(host));
    final FakeRouter router = new FakeRouter(asked);
    final FakeAudit audit = new FakeAudit();
    final FakeBelongings environment;
    final FakeSettings settings;
    /** Whether an administrator wants the hubs left alone. */
    volatile boolean offline;

    final SettableClock clock = new SettableClock(TestPublisher.NOW);
    /** A clock that nobody sets. */
    final AtomicLong nanos = new AtomicLong();

    Duration sourceDeadline = Duration.ofMinutes(2);
    Duration resolveLimit = Duration.ofMinutes(1);
    boolean silentUpdates = true;
    long largestBackup = 1 << 20;
    Resolver resolver = new ResolverImpl(new Logger(0));
    Parts parts;
    private int files;

    Rig(Path folder) {
        this(
                folder,
                TestPublisher.of("Ching Tech", Tier.OFFICIAL, "net.chingtech"),
                TestPublisher.of("Example", Tier.COMMUNITY, "org.example"),
                new FakeSource("skillhub:test"));
        Path authorities = home.trust().resolve("authorities");
        official.trustedIn(authorities, "official");
        community.trustedIn(authorities, "community");
        restart();
    }

    /** A start over what lies in a folder, where another rig left it. */
    Rig(Path folder, Rig other, Asked.Told before) {
        this(folder, other.official, other.community, other.hub);
        host.migrations.putAll(other.host.migrations);
        other.sources.stream().filter(source -> source != hub).forEach(sources::add);
        other.hosts.stream()
                .filter(each -> each != other.host)
                .forEach(each -> hosts.add(new FakeHost(((FakeHost) each).level(), asked)));
        asked.before = before;
        restart();
    }

    private Rig(Path folder, TestPublisher official, TestPublisher community, FakeSource hub) {
        this.folder = folder;
        this.official = official;
        this.community = community;
        this.hub = hub;
        sources.add(hub);
        this.home = new ContainerHome(folder.resolve("home"));
        environment = new FakeBelongings(home.database(), asked);
        settings = new FakeSettings(home.root().resolve("config"), asked);
    }

    /** Starts the agent as a new process would. */
    Rig restart() {
        router.routed.clear();
        router.held.clear();
        for (SkillHost each : hosts) {
            ((FakeHost) each).running.clear();
            ((FakeHost) each).events.clear();
        }
        try {
            parts = open();
        } catch (ProvisioningException e) {
            throw new IllegalStateException(e);
        }
        parts.startSkills();
        return this;
    }

    Parts open() throws ProvisioningException {
        try {
            return new Parts(
                    home,
                    () -> sources,
                    () -> hosts,
                    Verifiers.create(TrustAnchors.load(home.trust().resolve("authorities")), TestPublisher.CLOCK),
                    router,
                    audit,
                    environment,
                    settings,
                    () -> offline,
                    resolver,
                    new Limits(
                            sourceDeadline,
                            resolveLimit,
                            new Pace(
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(5),
                                    Duration.ofSeconds(5),
                                    Duration.ofMillis(1),
                                    Duration.ofSeconds(60)),
                            Duration.ofSeconds(30),
                            Duration.ofHours(1),
                            Duration.ofDays(1),
                            silentUpdates,
                            1 << 20,
                            largestBackup),
                    clock,
                    nanos::get);
        } catch (VerificationFailed e) {
            throw new IllegalStateException(e);
        }
    }

    SignedRelease publish(TestSkill skill) {
        return publish(hub, official, skill);
    }

    SignedRelease publish(FakeSource source, TestPublisher publisher, TestSkill skill) {
        files++;
        SignedRelease signed = publisher.sign(
                skill.jar(folder.resolve("plain" + files + ".jar")), folder.resolve("signed" + files + ".jar"));
        source.add(signed);
        return signed;
    }

    Plan plan(Change change) {
        try {
            return parts.agent.plan(change);
        } catch (ProvisioningException e) {
            throw new AssertionError(
                    "no plan: " + e.problem() + " " + e.problem().more(), e);
        }
    }

    Problem refused(Change change) {
        return refused(() -> parts.agent.plan(change));
    }

    static Problem refused(ThrowingCallable action) {
        ProvisioningException refusal = catchThrowableOfType(ProvisioningException.class, action);
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.problem().detail()).isNotBlank();
        assertThat(refusal.problem().nextStep()).isNotBlank();
        return refusal.problem();
    }

    /** A yes to all that a plan asks for. */
    static Consent yes(Plan plan) {
        Set<Plan.Flag> flags = EnumSet.noneOf(Plan.Flag.class);
        plan.items().forEach(item -> flags.addAll(item.flags()));
        Map<String, Set<SkillPermission>> accept = plan.items().stream()
                .filter(item -> item.kind() != Plan.Kind.UNINSTALL)
                .collect(Collectors.toMap(Plan.Item::consentKey, item -> Stream.concat(
                                item.permissions().stream(), item.optionalPermissions().stream())
                        .map(Plan.Asked::permission)
                        .collect(Collectors.toSet())));
        return new Consent(plan.planId(), plan.digest(), accept, flags, "admin");
    }

    Task carryOut(Change change) {
        return carryOut(yes(plan(change)));
    }

    Task carryOut(Consent consent) {
        return await(begin(consent));
    }

    Task begin(Consent consent) {
        try {
            return parts.agent.carryOut(consent);
        } catch (ProvisioningException e) {
            throw new AssertionError("not carried out: " + e.problem(), e);
        }
    }

    /** Waits until a task is final. */
    Task await(Task task) {
        BlockingQueue<Task> changes = new LinkedBlockingQueue<>();
        try (Tasks.Watch watch = parts.tasks.watch(changes::add)) {
            Task last = parts.tasks.find(task.taskId()).orElseThrow();
            while (!last.state().isFinal()) {
                Task next = changes.poll(120, TimeUnit.SECONDS);
                assertThat(next).as("still at: " + last).isNotNull();
                last = next;
            }
            return last;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void install(SkillId id, String version) {
        succeed(new Change.Install(id, version == null ? null : SkillVersion.of(version)));
    }

    void update(SkillId id, String version) {
        succeed(new Change.Update(id, version == null ? null : SkillVersion.of(version)));
    }

    void succeed(Change change) {
        Task task = carryOut(change);
        assertThat(task.state()).as(task.toString()).isEqualTo(Task.State.SUCCEEDED);
    }

    /** Remembers of a release that is offered that it failed here. */
    void failedBefore(SkillId id, String version) {
        State state = parts.store.state();
        String sha256 = hub.all().stream()
                .filter(release -> release.claim().id().equals(id)
                        && release.claim().version().equals(SkillVersion.of(version)))
                .map(release -> release.claim().artifact().sha256())
                .findFirst()
                .orElseThrow();
        Problem problem = new Problem(500, "start_failed", "It threw in start.", "Read its log.");
        FailedVersion failed = new FailedVersion(SkillVersion.of(version), sha256, clock.instant(), problem);
        Entry entry =
                state.find(id).orElseThrow().draft().failed(List.of(failed)).entry();
        try {
            parts.store.commit(state.registry().with(entry), state.pins());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What would answer calls: {@code id@version}. */
    List<String> answering() {
        return router.routed.values().stream()
                .map(one -> one.skill().id() + "@" + one.skill().version())
                .toList();
    }

    /** All that must be the same after a change that failed: files, registry, and what runs. */
    Map<String, String> picture() {
        Map<String, String> picture = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home.root())) {
            for (Path file : all.toList()) {
                String name = home.root().relativize(file).toString();
                boolean skipped = name.equals("skills/registry.json") || name.startsWith("skills/cache");
                if (!skipped && Files.isRegularFile(file)) {
                    picture.put(name, Folders.sha256(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        picture.put(
                "registry",
                parts.store.state().registry().skills().stream()
                        // That a version failed is remembered, and changes nothing that runs.
                        .map(entry -> entry.draft().failed(List.of()).entry())
                        .toList()
                        .toString());
        picture.put("answering", answering().toString());
        picture.put("waiting", router.held.toString());
        picture.put(
                "running",
                hosts.stream()
                        .flatMap(each -> ((FakeHost) each).running.stream())
                        .map(one -> one.skill.id() + "@" + one.skill.version() + " " + one.grants)
                        .sorted()
                        .toList()
                        .toString());
        return picture;
    }
}
