package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** ClawHub's own command, as its users have it, with our hub as its registry. */
class ClawHubCommandIT {

    private static final String VERSION = "0.23.3";
    private static final String HELLO = "test-claw-hello";
    private static final String WRAPPED = "test-claw-wrapped";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path work;

    private static TestHub hub;

    @BeforeAll
    static void fill() throws Exception {
        hub = new TestHub(work, "test.claw");
        hub.publish(hello("1.0.0"));
        hub.publish(hello("1.1.0"));
        hub.publish(wrapped("0.1.0", "echo one\n"));
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    private static TestSkill hello(String version) {
        return TestSkill.of("test.claw.hello", version)
                .json("name", "Claw hello")
                .json("summary", "Greets whoever comes by")
                .json("release_notes", "Notes of " + version)
                .json("permissions", List.of("env:CLAW_KEY"))
                .file("SKILL.md", "---\nname: hello\n---\n# Hello " + version + "\n");
    }

    /** As a wrapped folder lies in its JAR, with names that orders disagree about. */
    private static TestSkill wrapped(String version, String script) {
        return TestSkill.of("test.claw.wrapped", version)
                .json("name", "Claw wrapped")
                .file("skill/SKILL.md", "# Wrapped\n")
                .file("skill/scripts/run.sh", script)
                .file("skill/README.md", "r\n")
                .file("skill/a_b.txt", "1")
                .file("skill/a-b.txt", "2")
                .file("skill/docs/中文.md", "x\n");
    }

    private static ClawHubCommand command(String name) {
        return ClawHubCommand.of(VERSION, work.resolve(name), hub.url() + "/clawhub");
    }

    @Test
    void searching_findsOurSkills() {
        ClawHubCommand claw = command("search");

        assertThat(claw.ok("search", "greets")).contains(HELLO + " v1.1.0", "@test-publisher", "Claw hello");
        assertThat(claw.ok("search", HELLO, "--exact", "--limit", "5")).contains(HELLO);
        assertThat(claw.ok("search", "test-claw", "--prefix")).contains(HELLO, WRAPPED);
        assertThat(claw.ok("explore", "--limit", "20", "--sort", "downloads")).contains(HELLO);
    }

    @Test
    void inspecting_showsVersionsAndFiles() {
        ClawHubCommand claw = command("inspect");

        assertThat(claw.ok("inspect", HELLO, "--versions", "--files"))
                .contains("Claw hello", "1.1.0", "1.0.0", "SKILL.md", "manifest.json");
        assertThat(claw.ok("inspect", "@test-publisher/" + HELLO, "--file", "SKILL.md"))
                .contains("# Hello 1.1.0");
        assertThat(claw.ok("skill", "verify", HELLO)).contains("\"decision\": \"pass\"");
        assertThat(claw.run("inspect", "nobody-has-this").text()).contains("Skill not found");
    }

    @Test
    void updating_findsNoLocalChange_andBringsTheNewest() throws Exception {
        ClawHubCommand claw = command("update");
        claw.ok("install", HELLO, "--version", "1.0.0");
        Path text = claw.work().resolve("skills").resolve(HELLO).resolve("SKILL.md");
        assertThat(text).content().contains("# Hello 1.0.0");
        assertThat(claw.ok("list")).contains(HELLO).contains("1.0.0");
        // What the command itself remembers is taken away: only the hub can know the folder now.
        Path origin = text.resolveSibling(".clawhub/origin.json");
        Files.writeString(origin, Files.readString(origin).replace("\"fingerprint\"", "\"forgotten\""));

        assertThat(claw.ok("update", HELLO)).contains("Updated").contains("1.1.0");
        assertThat(text).content().contains("# Hello 1.1.0");
        assertThat(claw.ok("update", "--all")).contains("up to date");

        Files.writeString(text, "changed by hand");
        Files.writeString(origin, Files.readString(origin).replace("\"fingerprint\"", "\"forgotten\""));
        assertThat(claw.ok("update", HELLO)).contains("local changes (no match)");
        assertThat(text).content().isEqualTo("changed by hand");
    }

    @Test
    void wrappedFolder_comesBackAsItWas() throws Exception {
        ClawHubCommand claw = command("wrapped");
        claw.ok("install", "@test-publisher/" + WRAPPED);

        Path folder = claw.work().resolve("skills/@test-publisher").resolve(WRAPPED);
        assertThat(folder.resolve("scripts/run.sh")).content().isEqualTo("echo one\n");
        assertThat(folder.resolve("manifest.json")).doesNotExist();
        JsonNode origin = Json.readTree(Files.readAllBytes(folder.resolve(".clawhub/origin.json")));
        assertThat(match(WRAPPED, origin.path("fingerprint").asText())).isEqualTo("0.1.0");
        hub.publish(wrapped("0.2.0", "echo two\n"));
        assertThat(claw.ok("update", "--all")).contains("0.2.0");
        assertThat(folder.resolve("scripts/run.sh")).content().isEqualTo("echo two\n");
    }

    private static String match(String slug, String fingerprint) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        hub.url() + "/clawhub/api/v1/resolve?slug=" + slug + "&hash=" + fingerprint))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        return Json.readTree(answer.body()).at("/match/version").asText();
    }

    /** It knows no registry below a path, so something in front of the hub gives it one. */
    @Test
    void oldCommand_updatesToo() throws Exception {
        HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpClient http = HttpClient.newHttpClient();
        front.createContext("/", exchange -> {
            try {
                HttpResponse<byte[]> answer = http.send(
                        HttpRequest.newBuilder(URI.create(hub.url() + "/clawhub" + exchange.getRequestURI()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                exchange.getResponseHeaders()
                        .set(
                                "Content-Type",
                                answer.headers().firstValue("Content-Type").orElse("text/plain"));
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        front.start();
        try {
            ClawHubCommand claw = ClawHubCommand.of(
                    "0.5.0",
                    work.resolve("old"),
                    "http://127.0.0.1:" + front.getAddress().getPort());
            claw.ok("install", HELLO, "--version", "1.0.0");

            assertThat(claw.ok("update", HELLO)).contains("1.1.0");
            assertThat(Files.readString(
                            claw.work().resolve("skills").resolve(HELLO).resolve("SKILL.md"), StandardCharsets.UTF_8))
                    .contains("# Hello 1.1.0");
        } finally {
            front.stop(0);
        }
    }
}
