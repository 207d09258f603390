package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.format.tuf.Targets;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signed lists follow what is published, and the clock. */
class ListsTest {

    private static final SkillId HELLO = new SkillId("net.chingtech.hello");

    @TempDir
    Path folder;

    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void published_isListed_whenThePublisherHasTheAnswer() throws Exception {
        SignedRelease older = hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        SignedRelease newer = hub.published(TestSkill.of(HELLO.value(), "1.1.0").json("security_fix", true));

        List<ListedRelease> listed = hub.container().skill(HELLO).orElseThrow().releases();
        assertThat(listed).extracting(release -> release.version().toString()).containsExactly("1.1.0", "1.0.0");
        assertThat(listed.get(1).statement().sha256())
                .isEqualTo(Digests.sha256Hex(older.envelope().write()));
        assertThat(listed.get(0).artifact().sha256())
                .isEqualTo(newer.statement().artifact().sha256());
        assertThat(listed.get(0).securityFix()).isTrue();
        assertThat(listed.get(1).securityFix()).isFalse();
        assertThat(listed.get(0).revoked()).isNull();
        assertThat(hub.container().skill(new SkillId("net.chingtech.other"))).isEmpty();
        assertThat(hub.container().notices().notices()).isEmpty();
    }

    @Test
    void publish_makesOneBucketAnew_andNothingElse() throws Exception {
        for (int i = 0; i < 24; i++) {
            hub.published(TestSkill.of("net.chingtech.skill" + i, "1.0.0"));
        }
        Map<String, TargetMeta> before = targets().targets();
        hub.published(TestSkill.of("net.chingtech.skill7", "1.0.1"));
        Map<String, TargetMeta> after = targets().targets();

        assertThat(before).hasSizeGreaterThan(2).containsKey("notices.json");
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.entrySet().stream().filter(entry -> !entry.getValue().equals(before.get(entry.getKey()))))
                .hasSize(1);
    }

    @Test
    void manyAtOnce_areAllListed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SignedRelease release = hub.signed(hub.chingTech, TestSkill.of("net.chingtech.many" + i, "1.0.0"));
            answers.add(threads.submit(() -> hub.publish(release)));
        }
        threads.shutdown();
        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(201);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(hub.container().skill(new SkillId("net.chingtech.many" + i)))
                    .isPresent();
        }
    }

    @Test
    void lists_areSignedAnew_whenAThirdOfTheirLifeIsGone() throws Exception {
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        Timestamp first = timestamp();
        hub.clock.forward(Duration.ofHours(25));
        Timestamp second = TestHub.await(this::timestamp, now -> now.version() > first.version());
        assertThat(second.snapshot()).isEqualTo(first.snapshot());
        assertThat(second.expires()).isAfter(first.expires().plus(Duration.ofHours(24)));

        hub.clock.forward(Duration.ofDays(4));
        Timestamp third = TestHub.await(
                this::timestamp,
                now -> now.snapshot().version() > first.snapshot().version());
        assertThat(read(third.snapshot().version() + ".snapshot.json", Snapshot.class)
                        .expires())
                .isAfter(hub.clock.instant().plus(Duration.ofDays(13)));
        assertThat(hub.container().skill(HELLO)).isPresent();
    }

    @Test
    void oldFiles_areKeptForAnHourAndThreeVersions_thenGone() throws Exception {
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        long old = timestamp().snapshot().version();
        for (int i = 1; i < 3; i++) {
            hub.published(TestSkill.of(HELLO.value(), "1.0." + i));
        }
        hub.clock.forward(Duration.ofHours(2));
        // Three versions from the old one on: two younger ones are not enough.
        assertThat(hub.get("/metadata/" + old + ".targets.json").statusCode()).isEqualTo(200);

        hub.published(TestSkill.of(HELLO.value(), "1.0.3"));
        long present = timestamp().snapshot().version();
        TestHub.await(() -> hub.get("/metadata/" + old + ".targets.json").statusCode(), status -> status == 404);
        for (long version = present - 2; version <= present; version++) {
            Targets targets = read(version + ".targets.json", Targets.class);
            targets.targets()
                    .forEach((name, meta) -> assertThat(path(name, meta)).exists());
        }
        // They go one after the other.
        TestHub.await(this::buckets, count -> count <= 3);
        assertThat(buckets()).isEqualTo(3);
    }

    @Test
    void filesThatWereLost_areMadeAgain_atTheNextStart() throws Exception {
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        Timestamp before = timestamp();
        hub.close();
        for (Path file : files("targets").toList()) {
            Files.delete(file);
        }
        Files.delete(hub.home.resolve("metadata/timestamp.json.gz"));
        hub.start();

        Timestamp after = TestHub.await(this::timestamp, now -> now.version() > before.version());
        assertThat(after.snapshot().version()).isGreaterThan(before.snapshot().version());
        assertThat(hub.container().skill(HELLO)).isPresent();
    }

    @Test
    void restart_signsNothing_whenNothingChanged() throws Exception {
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        Timestamp before = timestamp();
        hub.close();
        hub.start();
        hub.awaitLists("ok");
        assertThat(timestamp()).isEqualTo(before);
    }

    private Timestamp timestamp() throws Exception {
        return read("timestamp.json", Timestamp.class);
    }

    private Targets targets() throws Exception {
        return read(timestamp().snapshot().version() + ".targets.json", Targets.class);
    }

    private <R extends net.chingtech.ctos.format.tuf.Role> R read(String path, Class<R> type) throws Exception {
        JsonNode json = hub.json("/metadata/" + path);
        return SignedMetadata.read(json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .as(type);
    }

    private Path path(String name, TargetMeta meta) {
        int slash = name.lastIndexOf('/') + 1;
        return hub.home.resolve("metadata/targets/" + name.substring(0, slash)
                + meta.digest().sha256() + "." + name.substring(slash) + ".gz");
    }

    private int buckets() {
        return hub.home.resolve("metadata/targets/buckets/0").toFile().list().length;
    }

    private Stream<Path> files(String under) throws Exception {
        return Files.walk(hub.home.resolve("metadata").resolve(under)).filter(Files::isRegularFile);
    }
}
