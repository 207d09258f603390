package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SkillHub as the process that it is. */
class MainTest {

    private static final int PATIENCE_IN_SECONDS = 180;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void killedHub_hasLostNothingThatItSaidItHas() throws Exception {
        SignedRelease release = released();
        Process first = start("--home", home(), "--port", "0", "--authorities", authorities(), tokenFile());
        assertThat(post(url(first), release).statusCode()).isEqualTo(201);
        first.destroyForcibly().waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);

        Process second = start("--home", home(), "--port", "0", "--authorities", authorities(), tokenFile());
        String url = url(second);
        assertThat(get(url + "/api/v1/skills?q=hello").body()).contains("\"total\":1");
        HttpResponse<byte[]> jar = client.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/skills/net.chingtech.hello/versions/1.0.0/download"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(jar.body()).isEqualTo(Files.readAllBytes(release.jar()));
    }

    @Test
    void terminatedHub_stopsCleanly_andTakesItsAddressBack() throws Exception {
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        Process hub = start("--home", home(), "--port", "0", "--authorities", authorities(), tokenFile());
        String url = url(hub);
        assertThat(get(url + "/health").statusCode()).isEqualTo(200);
        hub.destroy();

        assertThat(hub.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("hub/run/hub.json")).doesNotExist();
        assertThat(Files.readString(output(0))).doesNotContain("ERROR", "WARN", "Exception");
    }

    @Test
    void hubWhoseStarterIsGone_ends() throws Exception {
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        Process hub =
                start("--home", home(), "--port", "0", "--authorities", authorities(), tokenFile(), "--watch-stdin");
        url(hub);
        hub.getOutputStream().close();
        assertThat(hub.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("hub/run/hub.json")).doesNotExist();
    }

    @Test
    void hubTerminatedAsSoonAsItListens_leavesNoAddress() throws Exception {
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        Process hub = start("--home", home(), "--port", "0", "--authorities", authorities(), tokenFile());
        url(hub);
        hub.destroy();

        assertThat(hub.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("hub/run/hub.json")).doesNotExist();
        assertThat(Files.readString(output(0))).doesNotContain("cannot start");
    }

    @Test
    void wrongUsage_exitsWithTwo_andSaysHow() throws Exception {
        assertExit(2, "unknown option --hoem", "--hoem", "x");
        assertExit(2, "--home is missing");
        assertExit(2, "--port must be a number", "--home", home(), "--port", "abc");
    }

    @Test
    void hubThatCannotStart_exitsWithOne_andOneLine() throws Exception {
        assertExit(1, "token", "--home", home(), "--port", "0", "--authorities", authorities(), tokenFile());
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            assertExit(1, "port", "--home", home(), "--port", port, "--authorities", authorities(), tokenFile());
        }
    }

    private void assertExit(int code, String says, String... args) throws Exception {
        Process process = start(args);
        assertThat(process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output(started.size() - 1));
        assertThat(process.exitValue()).as(said).isEqualTo(code);
        assertThat(said.lines().findFirst().orElse("")).startsWith("skillhub: ").contains(says);
        assertThat(said).doesNotContain("\tat ");
        if (code == 1) {
            assertThat(said.lines()).hasSize(1);
        }
    }

    private String home() {
        return folder.resolve("hub").toString();
    }

    private String authorities() {
        return folder.resolve("authorities").toString();
    }

    /** The option and its value in one, to keep the lists of options short. */
    private String tokenFile() {
        return "--publish-token-file=" + folder.resolve("token");
    }

    private Path output(int number) {
        return folder.resolve("output-" + number);
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        for (String arg : args) {
            command.addAll(List.of(arg.split("=", 2)));
        }
        Path output = output(started.size());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // A JVM that finds one of these says so, where the hub's own words are looked at.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Waits until the hub says where it is. */
    private String url(Process hub) throws Exception {
        Path announcement = folder.resolve("hub/run/hub.json");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
        while (System.nanoTime() < deadline && !hub.waitFor(20, TimeUnit.MILLISECONDS)) {
            try {
                JsonNode running = Json.readTree(Files.readAllBytes(announcement));
                if (running.path("pid").asLong() == hub.pid()) {
                    return running.path("url").asText();
                }
            } catch (NoSuchFileException e) {
                // Not yet there, or that of a killed one was just taken away.
            }
        }
        throw new AssertionError("no hub: " + Files.readString(output(started.size() - 1)));
    }

    private HttpResponse<String> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String url, SignedRelease release) throws Exception {
        byte[] form = TestHub.form(
                Files.readAllBytes(release.jar()), release.envelope().write());
        return client.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/skills"))
                        .header("Authorization", "Bearer " + TestHub.TOKEN)
                        .header("Content-Type", "multipart/form-data; boundary=limit")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private SignedRelease released() throws Exception {
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        return ReleaseOfToday.in(folder);
    }
}
