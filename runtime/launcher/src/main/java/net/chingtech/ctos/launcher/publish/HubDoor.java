package net.chingtech.ctos.launcher.publish;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.sign.SignedRelease;

/** The publish door of a SkillHub. */
public final class HubDoor {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BOUNDARY_BYTES = 16;

    private final String api;
    private final URI skills;
    private final String token;
    private final HttpClient http;

    /** @param url the hub's base address */
    public HubDoor(String url, String token) {
        this.api = url.replaceFirst("/+$", "") + "/api/v1/";
        this.skills = URI.create(api + "skills");
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
        // From the disk: a large skill and its copies would not fit into a command's memory.
        return order(
                "POST",
                skills,
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(
                        head(boundary, "artifact", "skill.jar", "application/java-archive"),
                        BodyPublishers.ofFile(release.jar()),
                        text("\r\n"),
                        head(boundary, "statement", "statement.json", "application/json"),
                        BodyPublishers.ofByteArray(release.envelope().write()),
                        text("\r\n--" + boundary + "--\r\n")));
    }

    /**
     * Publishes a notice about a key.
     *
     * @return the hub's answer, JSON
     * @throws CommandFailed with the hub's own problem, or {@code hub_unreachable}
     */
    public byte[] publish(Envelope notice) throws CommandFailed {
        return post(URI.create(api + "notices"), "application/json", notice.write());
    }

    /**
     * Says of a published release whether it is good.
     *
     * @param verb {@code yank}, {@code unyank} or {@code revoke}
     * @param reason null for {@code unyank}
     * @return the hub's answer, JSON
     * @throws CommandFailed with the hub's own problem, or {@code hub_unreachable}
     */
    public byte[] judge(SkillId id, SkillVersion version, String verb, String reason) throws CommandFailed {
        return post(
                URI.create(skills + "/" + id + "/versions/" + version + "/" + verb),
                "application/json",
                Json.write(reason == null ? Map.of() : Map.of("reason", reason)));
    }

    /**
     * Brings another {@code claw_to_skill_map.json}.
     *
     * @return the hub's answer, JSON
     * @throws CommandFailed with the hub's own problem, or {@code hub_unreachable}
     */
    public byte[] map(byte[] content) throws CommandFailed {
        return order("PUT", URI.create(api + SkillMap.NAME), "application/json", BodyPublishers.ofByteArray(content));
    }

    private byte[] post(URI uri, String type, byte[] body) throws CommandFailed {
        return order("POST", uri, type, BodyPublishers.ofByteArray(body));
    }

    private byte[] order(String method, URI uri, String type, BodyPublisher body) throws CommandFailed {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, body)
                .build());
        if (response.statusCode() / 100 != 2) {
            throw refused(response);
        }
        return response.body();
    }

    private static BodyPublisher head(String boundary, String name, String file, String type) {
        return text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                + "\"\r\nContent-Type: " + type + "\r\n\r\n");
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.US_ASCII));
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
