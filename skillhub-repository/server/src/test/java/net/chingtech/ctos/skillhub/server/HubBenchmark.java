package net.chingtech.ctos.skillhub.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fills a hub, starts it as a process of 96 MB heap, and says how fast it answers and how much memory it takes. */
public final class HubBenchmark {

    private static final int ROUNDS = 500;
    private static final String HEAP = "96m";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private HubBenchmark() {}

    /** @param args how many skills; 10000 when left out */
    public static void main(String... args) throws Exception {
        int skills = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("hub-benchmark");
        long begin = System.nanoTime();
        GeneratedCatalogue.fill(folder.resolve("hub"), skills);
        System.out.printf("%d skills filed in %d ms%n", skills, millis(begin));
        Files.createDirectories(folder.resolve("authorities"));
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        begin = System.nanoTime();
        try (HubProcess hub = HubProcess.start(folder, HEAP)) {
            hub.url();
            System.out.printf("first start, index made: %d ms%n", millis(begin));
        }
        begin = System.nanoTime();
        try (HubProcess hub = HubProcess.start(folder, HEAP)) {
            String url = hub.url();
            System.out.printf("second start: %d ms, %s%n", millis(begin), hub.memory());
            measure(url, skills);
            System.out.printf("after that: %s%n", hub.memory());
        }
        HubProcess.delete(folder);
    }

    private static void measure(String url, int skills) throws Exception {
        time("search by a word", n -> get(url + "/api/v1/skills?q=" + GeneratedCatalogue.word(n)));
        time("search with a typo", n -> get(url + "/api/v1/skills?q=invocie&per_page=100"));
        time("a skill", n -> get(url + "/api/v1/skills/" + GeneratedCatalogue.id(n % skills)));
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
                .mapToObj(n -> "{\"id\":\"" + GeneratedCatalogue.id(n % skills) + "\",\"version\":\"1.0.0\"}")
                .collect(Collectors.joining(",", "{\"installed_skills\":[", "],\"channel\":\"stable\"}"));
    }

    private static String needed(int number) {
        return "{\"requirements\":[{\"namespace\":\"ctos.skill\",\"filter\":\"(&(ctos.skill="
                + GeneratedCatalogue.id(number) + ")(version>=1.0.0))\"}]}";
    }

    private static long millis(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
