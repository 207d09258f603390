package net.chingtech.ctos.verify.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.tuf.FileMeta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, what is kept, and what is believed of it. */
class HubMetadataTest extends HubTest {

    private static final byte[] MAP = """
            {"version":1,"mappings":[{"from":"clawhub.acme.notes","to":"org.example.notes",
             "data":[{"from":"cache","to":"old"}]}]}""".getBytes(StandardCharsets.UTF_8);

    @Test
    void nothingChanged_costsTwoSmallRequests() throws Exception {
        HubMetadata metadata = metadata();
        metadata.refresh();
        assertThat(versions(metadata)).containsExactly("1.0.0");
        network.asked.clear();

        metadata.refresh();
        assertThat(versions(metadata)).containsExactly("1.0.0");

        assertThat(network.asked).containsExactly("2.root.json", "timestamp.json");
    }

    @Test
    void changedBucket_isFetchedAlone_andTheOldOneIsSwept() throws Exception {
        HubMetadata metadata = metadata();
        metadata.refresh();
        metadata.notices();
        versions(metadata);
        hub.release("1.1.0");
        network.asked.clear();

        metadata.refresh();
        metadata.notices();

        assertThat(versions(metadata)).containsExactly("1.1.0", "1.0.0");
        assertThat(network.asked)
                .containsExactly(
                        "2.root.json",
                        "timestamp.json",
                        "2.snapshot.json",
                        "2.targets.json",
                        hub.targetPath(hub.notesBucket()));
        assertThat(kept())
                .containsExactlyInAnyOrder(
                        Digests.sha256Hex(hub.target(hub.notesBucket())),
                        Digests.sha256Hex(hub.target("notices.json")));
    }

    @Test
    void afterARestart_andWithoutTheHub_whatIsKeptIsBelievedUntilItExpires() throws Exception {
        HubMetadata before = metadata();
        before.refresh();
        versions(before);
        network.close();

        HubMetadata after = metadata();

        assertThat(versions(after)).containsExactly("1.0.0");
        assertThat(refusal(after::refresh).code()).isEqualTo("metadata_unreachable");
        assertThat(versions(after)).containsExactly("1.0.0");
        assertThat(after.freshness().problem().code()).isEqualTo("metadata_unreachable");
        assertThat(after.freshness().asOf()).isEqualTo(Hub.START);
        assertThat(after.freshness().expiresAt()).isEqualTo(Hub.START.plus(hub.timestampLasts));

        clock.pass(hub.timestampLasts);
        assertThat(refusal(() -> after.skill(Hub.NOTES)).code()).isEqualTo("metadata_expired");
        assertThat(after.freshness().problem().code()).isEqualTo("metadata_expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "snapshot.json", "targets.json", "targets", "refreshed"})
    void damagedOrMissingList_isFetchedAgain(String name) throws Exception {
        HubMetadata before = metadata();
        before.refresh();
        versions(before);
        List<Path> damaged;
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            damaged = files.filter(Files::isRegularFile).toList();
        }
        assertThat(damaged).isNotEmpty();
        for (Path file : damaged) {
            Files.writeString(file, "{\"signatures\":[]");
        }

        HubMetadata damagedOnes = metadata();
        damagedOnes.refresh();
        assertThat(versions(damagedOnes)).containsExactly("1.0.0");

        for (Path file : damaged) {
            Files.delete(file);
        }
        HubMetadata missingOnes = metadata();
        assertThat(versions(missingOnes)).containsExactly("1.0.0");
        missingOnes.refresh();
        assertThat(metadata().freshness().problem()).isNull();
    }

    @Test
    void hubThatWentOn_isAskedAgain_whenABucketIsGone() throws Exception {
        HubMetadata metadata = metadata();
        metadata.refresh();
        String old = hub.targetPath(hub.notesBucket());
        hub.release("1.1.0");
        hub.files.remove(old);

        assertThat(versions(metadata)).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void skillThatIsNotListed_isNothing_andBadContentIsRefused() throws Exception {
        HubMetadata metadata = metadata();
        assertThat(metadata.skill(Hub.skill("org.example.other"))).isEmpty();

        hub.target(
                hub.notesBucket(),
                "{\"skills\":[{\"id\":\"org.example.notes\",\"releases\":[{}]}]}".getBytes(StandardCharsets.UTF_8));
        hub.target("notices.json", "{\"notices\":7}".getBytes(StandardCharsets.UTF_8));
        hub.publish();
        metadata.refresh();

        assertThat(refusal(() -> metadata.skill(Hub.NOTES)).code()).isEqualTo("metadata_invalid");
        assertThat(refusal(metadata::notices).code()).isEqualTo("metadata_invalid");
    }

    @Test
    void map_isProvenAsTheOtherLists() throws Exception {
        HubMetadata metadata = metadata();
        assertThat(metadata.map()).isEmpty();
        hub.target("claw_to_skill_map.json", MAP);
        hub.publish();
        metadata.refresh();

        assertThat(metadata.map().orElseThrow().mappings().get(0).to()).isEqualTo(Hub.skill("org.example.notes"));

        network.asked.clear();
        metadata.map();
        assertThat(network.asked).as("it is kept").isEmpty();
    }

    @Test
    void changedByteOfTheMap_isRefused() throws Exception {
        hub.target("claw_to_skill_map.json", MAP);
        hub.publish();
        byte[] changed = MAP.clone();
        changed[changed.length - 2] ^= 1;
        hub.files.put(hub.targetPath("claw_to_skill_map.json"), changed);

        assertThat(refusal(metadata()::map).code()).isEqualTo("metadata_mismatch");
    }

    @Test
    void mapThatBreaksItsRules_isRefused_andTheRestIsBelieved() throws Exception {
        HubMetadata metadata = metadata();
        hub.target(
                "claw_to_skill_map.json",
                new String(MAP, StandardCharsets.UTF_8)
                        .replace("\"cache\"", "\"../cache\"")
                        .getBytes(StandardCharsets.UTF_8));
        hub.publish();

        assertThat(refusal(metadata::map).code()).isEqualTo("metadata_invalid");
        assertThat(refusal(metadata::map).detail()).contains("$.mappings[0].data[0].from");
        assertThat(versions(metadata)).containsExactly("1.0.0");
    }

    @Test
    void mapThatIsTooLong_isNotFetched() throws Exception {
        hub.target("claw_to_skill_map.json", new byte[1024 * 1024 + 1]);
        hub.publish();

        assertThat(refusal(metadata()::refresh).code()).isEqualTo("metadata_too_large");
        assertThat(network.asked).noneMatch(path -> path.contains("claw_to_skill_map"));
    }

    @Test
    void hubWithoutNotices_hasNone() throws Exception {
        hub.removeTarget("notices.json");
        hub.publish();

        assertThat(metadata().notices().notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"buckets/1/00.json", "buckets/21/0.json", "buckets/1/2.json", "buckets/1/A.json", "buckets/x"})
    void oddBucketNames_areRefused(String name) {
        hub.target(name, new byte[1]);
        hub.publish();

        assertThat(refusal(() -> metadata().refresh()).code()).isEqualTo("metadata_invalid");
    }

    @Test
    void fetcherThatHeedsNoLimit_isNotBelieved() throws Exception {
        LoopbackFetcher plain = new LoopbackFetcher(network.address());
        HubMetadata metadata = HubMetadata.open(
                folder,
                pin(),
                (path, maxLength) -> path.equals("timestamp.json")
                        ? (new String(plain.fetch(path, maxLength)) + " ".repeat((int) maxLength)).getBytes()
                        : plain.fetch(path, maxLength),
                clock);

        assertThat(refusal(metadata::refresh).code()).isEqualTo("metadata_too_large");
    }

    @Test
    void listedLengthBeyondWhatAListMayHave_isRefusedBeforeItIsFetched() throws Exception {
        FileMeta huge = new FileMeta(2, 1L << 30, null);
        network.answer("timestamp.json", HubKeys.signed(Forgery.next(hub, huge), hub.keys.timestamp()));

        assertThat(refusal(() -> metadata().refresh()).code()).isEqualTo("metadata_too_large");
        assertThat(network.asked).doesNotContain("2.snapshot.json");
    }

    @Test
    void manyThreads_askTheHubOneAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LoopbackFetcher plain = new LoopbackFetcher(network.address());
        HubMetadata metadata = HubMetadata.open(
                folder,
                pin(),
                (path, maxLength) -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    try {
                        return plain.fetch(path, maxLength);
                    } finally {
                        inside.decrementAndGet();
                    }
                },
                clock);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> questions = Stream.<Callable<Void>>generate(() -> () -> {
                        metadata.refresh();
                        return null;
                    })
                    .limit(32)
                    .toList();
            for (Future<Void> answer : threads.invokeAll(questions, 300, TimeUnit.SECONDS)) {
                answer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(most).hasValue(1);
        assertThat(network.asked).filteredOn("1.targets.json"::equals).hasSize(1);
    }
}
