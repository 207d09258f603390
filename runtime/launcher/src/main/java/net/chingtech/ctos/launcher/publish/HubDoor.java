package net.chingtech.ctos.launcher.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.sign.SignedRelease;

/** The publish door of a SkillHub. */
public final class HubDoor {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BOUNDARY_BYTES = 16;

    private final URI skills;
    private final String token;
    private final HttpClient http;

    /** @param url the hub's base address */
    public HubDoor(String url, String token) {
        this.skills = URI.create(url.replaceFirst("/+$", "") + "/api/v1/skills");
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    public boolean has(SkillId id, SkillVersion version) throws CommandFailed {
        HttpRequest request = HttpRequest.newBuilder(URI.create(skills + "/" + id + "/versions/" + version))
                .timeout(PATIENCE)
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() != 200 && response.statusCode() != 404) {
            throw refused(response);
        }
        return response.statusCode() == 200;
    }

    /**
     * Publishes a signed release.
     *
     * @return the hub's answer, JSON
     * @throws CommandFailed with the hub's own problem, or {@code hub_unreachable}
     */
    public byte[] publish(SignedRelease release) throws CommandFailed, IOException {
        byte[] random = new byte[BOUNDARY_BYTES];
        new SecureRandom().nextBytes(random);
        String boundary = "ctos-" + HexFormat.of().formatHex(random);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, boundary, "artifact", "skill.jar", "application/java-archive", Files.readAllBytes(release.jar()));
        part(
                body,
                boundary,
                "statement",
                "statement.json",
                "application/json",
                release.envelope().write());
        body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(skills)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        if (response.statusCode() / 100 != 2) {
            throw refused(response);
        }
        return response.body();
    }

    private static void part(
            ByteArrayOutputStream body, String boundary, String name, String file, String type, byte[] content)
            throws IOException {
        body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                        + "\"\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws CommandFailed {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private CommandFailed unreachable(Exception e) {
        return new CommandFailed(
                "hub_unreachable",
                "the hub at " + skills.getAuthority() + " does not answer",
                "Start one with ./ctos run or ./ctos hub, or name another with --hub URL",
                e);
    }

    private static CommandFailed refused(HttpResponse<byte[]> response) {
        try {
            Problem problem = Json.read(response.body(), Problem.class);
            if (problem.code() != null && problem.detail() != null) {
                return new CommandFailed(problem);
            }
        } catch (FormatException e) {
            // Not one of ours; told by its status below.
        }
        return new CommandFailed("hub_refused", "the hub answered " + response.statusCode(), "See the hub's log");
    }
}
