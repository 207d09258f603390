package net.chingtech.ctos.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs Jazzer, which changes inputs by what code they reach, for some seconds on one target, in a JVM with a small heap:
 * {@code ./ctos test fuzz SECONDS}. What it finds is left in {@code target/fuzz}.
 */
public final class Jazzer {

    /** Names the system property with the number of seconds; without it nothing is run. */
    public static final String SECONDS = "ctos.fuzz.seconds";

    /** Names the system property by which the class that Jazzer calls knows its target. */
    public static final String TARGET = "ctos.fuzz.target";

    private static final Path WORK = Path.of("target/fuzz").toAbsolutePath();

    private Jazzer() {}

    /** Makes the first inputs, in a folder for temporary files. */
    @FunctionalInterface
    public interface Good {
        List<byte[]> inputs(Path temporary) throws IOException;
    }

    /**
     * @param entry has the methods that Jazzer calls by their names
     * @param code whose branches are looked at, as Jazzer wants it
     */
    public static void findsNothing(String target, Class<?> entry, String code, Good good) throws Exception {
        int seconds = Integer.parseInt(System.getProperty(SECONDS));
        Path place = Files.createDirectories(WORK.resolve(target.toLowerCase(Locale.ROOT)));
        Path corpus = Files.createDirectories(place.resolve("corpus"));
        Path temporary = Files.createDirectories(place.resolve("tmp"));
        List<byte[]> inputs = good.inputs(temporary);
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(corpus.resolve("good-" + i), inputs.get(i));
        }
        Path log = place.resolve("jazzer.log");
        Process jazzer = new ProcessBuilder(command(target, entry, code, seconds, place))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = jazzer.waitFor(seconds + 300L, TimeUnit.SECONDS);
        jazzer.destroyForcibly();
        clear(temporary);
        String said = Files.readString(log);
        System.out.println(target + ": "
                + said.lines().filter(line -> line.matches("#\\d+\\s.*")).reduce("nothing", (a, b) -> b));
        assertThat(ended).as(said).isTrue();
        assertThat(jazzer.exitValue()).as(said).isZero();
    }

    private static List<String> command(String target, Class<?> entry, String code, int seconds, Path place) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Xss512k",
                "-Djava.io.tmpdir=" + place.resolve("tmp"),
                "-D" + TARGET + "=" + target,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + entry.getName(),
                "--instrumentation_includes=" + code,
                "--reproducer_path=" + place,
                "-artifact_prefix=" + place + "/",
                "-max_len=65536",
                "-timeout=30",
                "-print_final_stats=1",
                "-max_total_time=" + seconds,
                place.resolve("corpus").toString());
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
