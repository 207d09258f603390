package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.RunningContainer;
import net.chingtech.ctos.launcher.home.Secrets;

/** The REST door of the container that runs on a home. */
public final class ContainerClient {

    private static final String BASE = "/ctos/api/v1/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String base;
    private final String token;
    private final HttpClient http;

    public ContainerClient(String url, String token) {
        this.base = url + BASE;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** @throws CommandFailed {@code not_running}, {@code secret_missing} */
    public static ContainerClient of(Home home) throws CommandFailed {
        return new ContainerClient(RunningContainer.of(home).url(), Secrets.read(home.secret(Secrets.API_TOKEN)));
    }

    /** A text as one segment of a path, or as a value in a query. */
    public static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @throws CommandFailed with the container's own problem, or {@code container_unreachable} */
    public JsonNode get(String path) throws CommandFailed {
        return answer(request(path).GET().build());
    }

    /** @throws CommandFailed with the container's own problem, or {@code container_unreachable} */
    public JsonNode post(String path, Object body) throws CommandFailed {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build());
    }

    /** @throws CommandFailed with the container's own problem, or {@code container_unreachable} */
    public JsonNode put(String path, Object body) throws CommandFailed {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build());
    }

    /**
     * Reads a stream of events until it ends or {@code more} has enough.
     *
     * @param more gets the data of each event and says whether to read on
     */
    public void events(String path, Predicate<JsonNode> more) throws CommandFailed {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "text/event-stream")
                    .build();
            HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw new CommandFailed(problem(
                            response.statusCode(),
                            lines.reduce("", String::concat).getBytes(StandardCharsets.UTF_8)));
                }
                for (var each = lines.iterator(); each.hasNext(); ) {
                    String line = each.next();
                    if (line.startsWith("data:")
                            && !more.test(Json.readTree(line.substring(5).getBytes(StandardCharsets.UTF_8)))) {
                        return;
                    }
                }
            }
        } catch (IOException | java.io.UncheckedIOException | FormatException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private JsonNode answer(HttpRequest request) throws CommandFailed {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new CommandFailed(problem(response.statusCode(), response.body()));
            }
            return response.body().length == 0 ? Json.mapper().createObjectNode() : Json.readTree(response.body());
        } catch (IOException | FormatException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private static Problem problem(int status, byte[] body) {
        try {
            Problem problem = Json.read(body, Problem.class);
            if (problem.code() != null && problem.detail() != null) {
                return problem;
            }
        } catch (FormatException e) {
            // Not one of ours; told by its status below.
        }
        return new Problem(
                status, "container_refused", "the container answered " + status, "See its log with ./ctos logs");
    }

    private CommandFailed unreachable(Exception e) {
        return new CommandFailed(
                "container_unreachable",
                "the container at " + base + " does not answer as it should: " + e,
                "See its log with ./ctos logs",
                e);
    }
}
