package net.chingtech.ctos.verify.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.verify.VerificationFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The largest of honest hubs, and the worst of others, read by a JVM of a third of a container's memory. */
class LargeHubTest {

    /** A million skills. */
    private static final int BITS = 14;

    private static final int TARGETS = 6 * 1024 * 1024;
    private static final int NOTICES = 8 * 1024 * 1024;
    private static final int MAP = 1024 * 1024;
    private static final int BUCKET = 2 * 1024 * 1024;
    private static final String HEAP = "-Xmx64m";

    @TempDir
    Path folder;

    @Test
    void listsOf16384Buckets_areReadInASmallHeap_andOnce() throws Exception {
        Hub hub = Hub.open();
        hub.bits(BITS);
        hub.publish();
        assertThat(hub.files.get("2.targets.json").length).isGreaterThan(2_000_000);

        assertThat(said(Reader.class, hub)).isEqualTo("org.example.notes 1.0.0");
    }

    @Test
    void targetsOfAsManyBucketsAsAnyHubHas_areReadInASmallHeap() throws Exception {
        Hub hub = Hub.open();
        hub.bits(BITS + 1);
        hub.publish();
        // Only one of them is asked for.
        String asked = hub.targetPath(hub.notesBucket());
        hub.files.keySet().removeIf(path -> path.startsWith("targets/buckets/") && !path.equals(asked));

        assertThat(said(Asker.class, hub)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                // As many as fit into the bytes: refused before anything is made of them.
                "{}            | 10000000 | metadata_too_large",
                "{'a':{'b':1}} | 10000000 | metadata_too_large",
                // As many as may be: then it is the missing signature.
                "{}            | 109000   | metadata_threshold",
                "{'a':'b'}     | 80000    | metadata_threshold",
                "'ab'          | 320000   | metadata_threshold",
            })
    void targetsOfManyEmptyThings_areRefusedInASmallHeap(String thing, int most, String code) throws Exception {
        String things = many("\"x\":[", thing.replace('\'', '"'), "]", most, TARGETS - 100);
        assertThat(saidOfTargets("{\"signatures\":[],\"signed\":{\"_type\":\"targets\"," + things + "}}"))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"1000000, metadata_too_large", "160000, metadata_threshold"})
    void targetsOfManyNames_areRefusedInASmallHeap(int most, String code) throws Exception {
        StringBuilder names = new StringBuilder("{\"signatures\":[],\"signed\":{\"_type\":\"targets\"");
        for (int i = 0; i < most && names.length() < TARGETS - 20; i++) {
            names.append(",\"").append(Integer.toString(i, 36)).append("\":\"漢\"");
        }
        assertThat(saidOfTargets(names.append("}}").toString())).isEqualTo(code);
    }

    @Test
    void listsBesideTargets_ofManyEmptyThings_areRefusedInASmallHeap() throws Exception {
        Hub hub = Hub.open();
        hub.target(hub.notesBucket(), bytes(many("{\"skills\":[", "{}", "]}", BUCKET, BUCKET)));
        hub.target(Bucket.NOTICES, bytes(many("{\"notices\":[", "{}", "]}", NOTICES, NOTICES)));
        hub.target(
                SkillMap.NAME,
                bytes(many("{\"version\":1,\"mappings\":[", "{\"configuration\":[{},{},{}]}", "]}", MAP, MAP)));
        hub.publish();

        assertThat(said(Asker.class, hub)).isEqualTo("metadata_too_large metadata_too_large metadata_too_large");
    }

    private String saidOfTargets(String targets) throws Exception {
        Hub hub = Hub.open();
        hub.files.put("1.targets.json", bytes(targets));
        hub.publishSnapshot();
        return said(Asker.class, hub);
    }

    private static String many(String before, String thing, String after, int most, int longest) {
        int room = (longest - before.length() - after.length()) / (thing.length() + 1);
        return before + (thing + ",").repeat(Math.min(most, room) - 1) + thing + after;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the other JVM says, which has the hub's files. */
    private String said(Class<?> main, Hub hub) throws Exception {
        for (Map.Entry<String, byte[]> file : hub.files.entrySet()) {
            Path path = folder.resolve("hub").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString(),
                        Digests.sha256Hex(hub.firstRoot()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            assertThat(reader.waitFor(10, TimeUnit.MINUTES)).as("ended").isTrue();
        } finally {
            reader.destroyForcibly();
        }
        return Files.readString(folder.resolve("said")).strip();
    }

    private static HubMetadata metadata(Path folder, String container, String root) throws Exception {
        MetadataFetcher files = (path, maxLength) -> {
            Path file = folder.resolve("hub").resolve(path);
            if (Files.notExists(file)) {
                throw new MetadataFetcher.NotThere(path);
            }
            return Files.readAllBytes(file);
        };
        return HubMetadata.open(folder.resolve(container), RootPin.sha256(root), files, new SettableClock(Hub.START));
    }

    /** The other JVM, which reads what it can. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            HubMetadata metadata = metadata(folder, "container", arguments[1]);
            metadata.refresh();
            // Whoever reads it again stumbles here, and has no other to fetch.
            Files.writeString(folder.resolve("container").resolve("targets.json"), "{");
            Files.delete(folder.resolve("hub").resolve("2.targets.json"));
            for (int i = 0; i < 1000; i++) {
                metadata.skill(Hub.skill("org.example.s" + i));
            }
            metadata.refresh();
            System.out.println(Hub.NOTES.value() + " "
                    + metadata.skill(Hub.NOTES).orElseThrow().releases().get(0).version());
        }
    }

    /** Another one: three containers ask the same hub at once, and then for each list that is beside the buckets. */
    static final class Asker {

        private static final int AT_ONCE = 3;

        private interface Question {
            Object ask() throws VerificationFailed;
        }

        private Asker() {}

        public static void main(String[] arguments) throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                String container = "container" + i;
                answers.add(threads.submit(() -> asked(Path.of(arguments[0]), container, arguments[1])));
            }
            Set<String> said = new HashSet<>();
            for (Future<String> answer : answers) {
                said.add(answer.get());
            }
            System.out.println(String.join(" or ", said));
            threads.shutdown();
        }

        private static String asked(Path folder, String container, String root) throws Exception {
            HubMetadata metadata = metadata(folder, container, root);
            String refreshed = said(() -> {
                metadata.refresh();
                return metadata;
            });
            if (!refreshed.equals(Scene.ACCEPTED)) {
                return refreshed;
            }
            List<String> lists =
                    List.of(said(() -> metadata.skill(Hub.NOTES)), said(metadata::notices), said(metadata::map));
            return lists.stream().allMatch(Scene.ACCEPTED::equals) ? refreshed : String.join(" ", lists);
        }

        private static String said(Question question) {
            try {
                question.ask();
                return Scene.ACCEPTED;
            } catch (VerificationFailed e) {
                return e.problem().code();
            }
        }
    }
}
