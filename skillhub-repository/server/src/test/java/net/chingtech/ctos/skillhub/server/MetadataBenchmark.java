package net.chingtech.ctos.skillhub.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.verify.hub.HubMetadata;
import net.chingtech.ctos.verify.hub.RootPin;

/**
 * What an update check of 50 skills costs on the wire and in time: the first one, and one a day later when one skill in a
 * hundred has a new release. The rows are generated; hub, lists, signatures, HTTP and the container's client are real.
 */
public final class MetadataBenchmark {

    private static final int INSTALLED = 50;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private MetadataBenchmark() {}

    /** @param args how many skills (10000 when left out), and the hub's heap (96m when left out) */
    public static void main(String... args) throws Exception {
        int skills = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        String heap = args.length < 2 ? "96m" : args[1];
        Path folder = Files.createTempDirectory("metadata-benchmark");
        TestRoot root = new TestRoot(folder.resolve("hub"));
        root.first(Instant.now());
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        SignedRelease release = ReleaseOfToday.in(folder);
        GeneratedSkills generated = new GeneratedSkills(skills);
        long begin = System.nanoTime();
        generated.fill(folder.resolve("hub/db/skillhub"));
        System.out.printf("%d skills, %d releases generated in %d ms%n", skills, generated.releases(), millis(begin));
        List<SkillId> installed = generated.some(INSTALLED, new Random(7));

        try (HubProcess hub = HubProcess.start(folder, heap)) {
            begin = System.nanoTime();
            awaitLists(hub.url());
            System.out.printf(
                    "hub of %s heap: started, index and first lists made in %d ms; %s%n",
                    heap, millis(begin), hub.memory());
            check("first check", folder, root, hub.url(), installed);
            check("nothing new", folder, root, hub.url(), installed);
            for (String version : List.of("1.0.0", "1.0.0")) {
                begin = System.nanoTime();
                HttpResponse<String> answer = publish(hub.url(), release);
                System.out.printf(
                        "publish %s: %d in %d ms; %s%n", version, answer.statusCode(), millis(begin), hub.memory());
            }
        }
        generated.release(folder.resolve("hub/db/skillhub"), skills / 100);
        try (HubProcess hub = HubProcess.start(folder, heap)) {
            begin = System.nanoTime();
            awaitLists(hub.url());
            System.out.printf("second start, changed lists made: %d ms; %s%n", millis(begin), hub.memory());
            check("a day later", folder, root, hub.url(), installed);
        }
        HubProcess.delete(folder);
    }

    private static void check(String what, Path folder, TestRoot root, String url, List<SkillId> installed)
            throws Exception {
        ListReader reader = new ListReader(url);
        long begin = System.nanoTime();
        HubMetadata container =
                HubMetadata.open(folder.resolve("container"), RootPin.file(root.bytes(1)), reader, Clock.systemUTC());
        container.refresh();
        container.notices();
        for (SkillId id : installed) {
            if (container.skill(id).isEmpty()) {
                throw new IllegalStateException(id + " is not listed");
            }
        }
        System.out.printf(
                "%-12s %4d requests, %8d bytes of bodies, %6d bytes of headers, %5d ms%n",
                what, reader.requests.get(), reader.bodies.get(), reader.heads.get(), millis(begin));
    }

    private static void awaitLists(String url) throws Exception {
        while (!CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url + "/health")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body()
                .contains("\"state\":\"ok\"")) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static HttpResponse<String> publish(String url, SignedRelease release) throws Exception {
        byte[] form = TestHub.form(
                Files.readAllBytes(release.jar()), release.envelope().write());
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/skills"))
                        .header("Authorization", "Bearer " + TestHub.TOKEN)
                        .header("Content-Type", "multipart/form-data; boundary=limit")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static long millis(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
