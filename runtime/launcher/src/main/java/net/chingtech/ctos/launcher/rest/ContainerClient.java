package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
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
    private volatile boolean heard;

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

    /** @throws CommandFailed with the container's own problem, {@code container_unreachable} or {@code container_ended} */
    public JsonNode get(String path) throws CommandFailed {
        return answer(request(path).GET().build());
    }

    /** @throws CommandFailed with the container's own problem, {@code container_unreachable} or {@code container_ended} */
    public JsonNode post(String path, Object body) throws CommandFailed {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build());
    }

    /** @throws CommandFailed with the container's own problem, {@code container_unreachable} or {@code container_ended} */
    public JsonNode put(String path, Object body) throws CommandFailed {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build());
    }

    /** @throws CommandFailed with the container's own problem, {@code container_unreachable} or {@code container_ended} */
    public JsonNode delete(String path) throws CommandFailed {
        return answer(request(path).DELETE().build());
    }

    /**
     * Copies an answer as it is, while it comes.
     *
     * @throws CommandFailed with the container's own problem, {@code container_unreachable} or {@code container_ended}
     */
    public void copy(String path, OutputStream out) throws CommandFailed, IOException {
        HttpResponse<InputStream> response;
        try {
            response = send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw refused(response.statusCode(), body.readAllBytes());
            }
            copy(body, out);
        }
    }

    /** Tells a container that went away from a disk that is full. */
    private void copy(InputStream body, OutputStream out) throws CommandFailed, IOException {
        byte[] block = new byte[8192];
        while (true) {
            int length;
            try {
                length = body.read(block);
            } catch (IOException e) {
                throw unreachable(e);
            }
            if (length < 0) {
                return;
            }
            out.write(block, 0, length);
        }
    }

    /**
     * Sends a skill's JAR and its statement; the JAR is read while it is sent.
     *
     * @throws CommandFailed with the container's own problem, {@code container_unreachable} or {@code container_ended}
     */
    public JsonNode upload(String path, Path jar, byte[] statement) throws CommandFailed, IOException {
        String boundary = "ctos-" + UUID.randomUUID();
        return answer(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(
                        head("", boundary, "artifact", "skill.jar", "application/java-archive"),
                        HttpRequest.BodyPublishers.ofFile(jar),
                        head("\r\n", boundary, "statement", "statement.json", "application/json"),
                        HttpRequest.BodyPublishers.ofByteArray(statement),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build());
    }

    private static HttpRequest.BodyPublisher head(
            String before, String boundary, String name, String file, String type) {
        return HttpRequest.BodyPublishers.ofString(before + "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                + "\"\r\nContent-Type: " + type + "\r\n\r\n");
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
            HttpResponse<Stream<String>> response = send(request, HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw refused(
                            response.statusCode(),
                            lines.reduce("", String::concat).getBytes(StandardCharsets.UTF_8));
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
            HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw refused(response.statusCode(), response.body());
            }
            return response.body().length == 0 ? Json.mapper().createObjectNode() : Json.readTree(response.body());
        } catch (IOException | FormatException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpResponse<T> response = http.send(request, handler);
        heard = true;
        return response;
    }

    private static CommandFailed refused(int status, byte[] body) {
        try {
            Problem problem = Json.read(body, Problem.class);
            if (problem.code() != null && problem.detail() != null) {
                return new CommandFailed(problem);
            }
        } catch (FormatException e) {
            // Not one of ours; told by its status below.
        }
        if (status == 404 || status == 503) {
            // The web server outlives the REST door when the container stops.
            return NoAnswer.ended(null);
        }
        return new CommandFailed(new Problem(
                status, "container_refused", "the container answered " + status, "See its log with ./ctos logs"));
    }

    private CommandFailed unreachable(Exception e) {
        return NoAnswer.of(base, heard, e);
    }
}
