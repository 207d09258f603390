package net.chingtech.ctos.verify.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Digests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million skills in 16,384 buckets, read by a JVM of a third of a container's memory. */
class LargeHubTest {

    private static final int BITS = 14;
    private static final String HEAP = "-Xmx64m";

    @TempDir
    Path folder;

    @Test
    void listsOf16384Buckets_areReadInASmallHeap_andOnce() throws Exception {
        Hub hub = Hub.open();
        hub.bits(BITS);
        hub.publish();
        for (Map.Entry<String, byte[]> file : hub.files.entrySet()) {
            Path path = folder.resolve("hub").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        assertThat(hub.files.get("2.targets.json").length).isGreaterThan(2_000_000);

        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        folder.toString(),
                        Digests.sha256Hex(hub.firstRoot()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            assertThat(reader.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            reader.destroyForcibly();
        }

        assertThat(folder.resolve("said")).hasContent("org.example.notes 1.0.0");
    }

    /** The other JVM. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            MetadataFetcher files = (path, maxLength) -> {
                Path file = folder.resolve("hub").resolve(path);
                if (Files.notExists(file)) {
                    throw new MetadataFetcher.NotThere(path);
                }
                return Files.readAllBytes(file);
            };
            HubMetadata metadata = HubMetadata.open(
                    folder.resolve("container"), RootPin.sha256(arguments[1]), files, new SettableClock(Hub.START));
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
}
