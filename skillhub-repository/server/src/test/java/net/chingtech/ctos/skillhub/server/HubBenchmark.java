package net.chingtech.ctos.skillhub.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.skillhub.server.answers.Clauses;
import net.chingtech.ctos.skillhub.server.store.H2Releases;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** Fills a hub, starts it as a process of 96 MB heap, and says how fast it answers and how much memory it takes. */
public final class HubBenchmark {

    private static final String[] WORDS = {"invoice", "customer", "calendar", "weather", "ledger", "photo", "travel"};
    private static final String KEY = "ab".repeat(32);
    private static final int ROUNDS = 500;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private HubBenchmark() {}

    /** @param args how many skills; 10000 when left out */
    public static void main(String... args) throws Exception {
        int skills = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("hub-benchmark");
        long begin = System.nanoTime();
        fill(Files.createDirectories(folder.resolve("hub/db")).resolve("skillhub"), skills);
        System.out.printf("%d skills filed in %d ms%n", skills, millis(begin));
        Files.createDirectories(folder.resolve("authorities"));
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        Process hub = null;
        try {
            begin = System.nanoTime();
            hub = start(folder);
            String url = url(hub, folder);
            System.out.printf("first start, index made: %d ms%n", millis(begin));
            hub.destroy();
            hub.waitFor();
            begin = System.nanoTime();
            hub = start(folder);
            url = url(hub, folder);
            System.out.printf("second start: %d ms, %s%n", millis(begin), memory(hub));
            measure(url, skills);
            System.out.printf("after that: %s%n", memory(hub));
        } finally {
            if (hub != null) {
                hub.destroy();
                hub.waitFor();
            }
            delete(folder);
        }
    }

    private static void measure(String url, int skills) throws Exception {
        time("search by a word", n -> get(url + "/api/v1/skills?q=" + WORDS[n % WORDS.length]));
        time("search with a typo", n -> get(url + "/api/v1/skills?q=invocie&per_page=100"));
        time("a skill", n -> get(url + "/api/v1/skills/" + id(n % skills)));
        time("updates of 50 skills", n -> post(url + "/api/v1/updates/check", installed(n, 50, skills)));
        time("updates of 1000 skills", n -> post(url + "/api/v1/updates/check", installed(n, 1_000, skills)));
        time("a capability", n -> post(url + "/api/v1/capabilities/query", needed(n % skills)));
    }

    private static void time(String what, IntFunction<HttpRequest> ask) throws Exception {
        long[] took = new long[ROUNDS];
        for (int round = -ROUNDS / 5; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            HttpResponse<String> answer =
                    CLIENT.send(ask.apply(Math.abs(round) * 7), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            took[Math.max(round, 0)] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        System.out.printf(
                "%-24s p50 %6.2f ms   p99 %6.2f ms%n", what, took[ROUNDS / 2] / 1e6, took[ROUNDS * 99 / 100] / 1e6);
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    private static HttpRequest post(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String installed(int from, int count, int skills) {
        return IntStream.range(from, from + count)
                .mapToObj(n -> "{\"id\":\"" + id(n % skills) + "\",\"version\":\"1.0.0\"}")
                .collect(Collectors.joining(",", "{\"installed_skills\":[", "],\"channel\":\"stable\"}"));
    }

    private static String needed(int number) {
        return "{\"requirements\":[{\"namespace\":\"ctos.skill\",\"filter\":\"(&(ctos.skill=" + id(number)
                + ")(version>=1.0.0))\"}]}";
    }

    private static String id(int number) {
        return "net.example.skill" + number;
    }

    private static void fill(Path database, int skills) throws Exception {
        try (H2Releases releases = H2Releases.open(database, Clock.systemUTC())) {
            for (int n = 0; n < skills; n++) {
                StoredRelease release = release(n);
                String clause = "ctos.skill;ctos.skill=\"" + id(n) + "\";version:Version=\"1.1.0\"";
                releases.file(release, Clauses.of(List.of(clause)));
            }
        }
    }

    private static StoredRelease release(int n) throws Exception {
        String word = WORDS[n % WORDS.length];
        SkillManifest manifest = SkillManifest.read(Json.write(Map.of(
                "id",
                id(n),
                "version",
                "1.1.0",
                "name",
                "The " + word + " of number " + n,
                "summary",
                "Knows all of " + word + " and of " + WORDS[(n + 3) % WORDS.length],
                "author",
                Map.of("name", "Author " + n % 100),
                "license",
                "Apache-2.0",
                "tags",
                List.of(word),
                "permissions",
                List.of("db:read:sales"))));
        ReleaseStatement statement = ReleaseStatement.of(
                manifest,
                Instant.now(),
                new ReleaseStatement.Artifact(String.format("%064x", n), 1),
                List.of(),
                List.of(),
                "Example",
                KEY);
        Envelope.Signature signature = new Envelope.Signature(KEY, new byte[64], List.of(new byte[600]));
        Envelope envelope = new Envelope(Envelope.RELEASE, statement.write(), List.of(signature));
        String sha256 = statement.artifact().sha256();
        String text = ("# " + manifest.name() + "\nMore of it. ").repeat(40);
        return new StoredRelease(0, manifest, envelope, sha256, 1, Instant.now(), "Example", Tier.COMMUNITY, KEY, text);
    }

    private static Process start(Path folder) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--home",
                        folder.resolve("hub").toString(),
                        "--port",
                        "0",
                        "--authorities",
                        folder.resolve("authorities").toString(),
                        "--publish-token-file",
                        folder.resolve("token").toString())
                .inheritIO()
                .start();
    }

    private static String url(Process hub, Path folder) throws Exception {
        Path announcement = folder.resolve("hub/run/hub.json");
        while (hub.isAlive()) {
            if (Files.exists(announcement)) {
                JsonNode running = Json.readTree(Files.readAllBytes(announcement));
                if (running.path("pid").asLong() == hub.pid()) {
                    return running.path("url").asText();
                }
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("the hub did not start");
    }

    private static String memory(Process hub) throws Exception {
        return Files.readString(Path.of("/proc/" + hub.pid() + "/status"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("memory unknown")
                .replaceAll("\\s+", " ");
    }

    private static long millis(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
