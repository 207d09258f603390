package net.chingtech.ctos.clawhub.source;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.wrap.LegacyId;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Wrapped;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillManifest.Author;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A ClawHub that says what a test wants, an adapter that asks it, and a clock that only moves when somebody would wait. */
public final class Scene extends Clock implements AutoCloseable {

    public final FixtureHub server = new FixtureHub();
    public final List<Duration> slept = new CopyOnWriteArrayList<>();
    final AtomicInteger wrapped = new AtomicInteger();
    volatile Runnable whileWrapping = () -> {};
    volatile Problem doubt;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ClawHub hub;
    public final ClawHubAdapter adapter;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public Scene(Path folder) {
        RandomGenerator none = () -> 0;
        hub = new ClawHub(
                new HubAddress("ClawHub", server.url()), "1.2.3", this, this::nanos, none, this::sleep, () -> false);
        adapter = new ClawHubAdapter("clawhub:test", hub, folder, this, threads, threads, this::wrap);
    }

    private void sleep(Duration time) {
        slept.add(time);
        now = now.plus(time);
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Stands for the wrapper, which has tests of its own: a file with every path and digest. */
    public Wrapped wrap(LegacyFolder folder, Origin origin, Path target) throws ProvisioningException {
        wrapped.incrementAndGet();
        whileWrapping.run();
        StringBuilder text = new StringBuilder(origin.toString());
        folder.files()
                .values()
                .forEach(file ->
                        text.append('\n').append(file.path()).append(' ').append(file.sha256()));
        try {
            Files.writeString(target, text);
            return new Wrapped(
                    target,
                    manifest(origin),
                    statement(origin, Files.readAllBytes(target)),
                    doubt,
                    List.of("It was wrapped by a test."),
                    List.of());
        } catch (IOException e) {
            throw Scratch.failed(e, "a test's JAR");
        }
    }

    private static SkillManifest manifest(Origin origin) throws ProvisioningException {
        return new SkillManifest(
                LegacyId.of(origin.owner(), origin.slug()),
                SkillVersion.of(origin.version()),
                origin.slug(),
                "Does it",
                new Author("@" + origin.owner(), null),
                "MIT-0",
                null,
                List.of("other"),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                Channel.STABLE,
                false,
                "",
                false,
                List.of(),
                null,
                null,
                null,
                List.of());
    }

    private static ReleaseStatement statement(Origin origin, byte[] jar) throws ProvisioningException {
        return new ReleaseStatement(
                LegacyId.of(origin.owner(), origin.slug()),
                SkillVersion.of(origin.version()),
                Channel.STABLE,
                origin.publishedAt(),
                new ReleaseStatement.Artifact(Digests.sha256Hex(jar), jar.length),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                false,
                origin.publisher(),
                origin.keyId());
    }

    public static SkillId id(String owner, String slug) {
        return new SkillId("clawhub." + owner + "." + slug);
    }

    Release release(String owner, String slug) throws ProvisioningException {
        return adapter.releases(id(owner, slug), VersionRange.ANY, Channel.STABLE)
                .get(0);
    }

    Problem problemOf(String owner, String slug) {
        return problem(() -> adapter.releases(id(owner, slug), VersionRange.ANY, Channel.STABLE));
    }

    public static Problem problem(ThrowingCallable call) {
        return catchThrowableOfType(ProvisioningException.class, call).problem();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }

    @Override
    public void close() throws IOException {
        hub.close();
        server.close();
        threads.shutdownNow();
    }
}
