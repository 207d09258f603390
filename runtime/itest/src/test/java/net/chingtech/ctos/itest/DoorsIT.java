package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come in by which door of a real container, and from where. */
class DoorsIT {

    @TempDir
    static Path work;

    private static RunningContainer container;

    @BeforeAll
    static void start() {
        container = RunningContainer.start(work.resolve("ctos-home"));
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.close();
        }
    }

    @Test
    void noDoor_opensWithoutItsOwnSecret() {
        String api = "Bearer " + container.ctos().file("secrets/api-token");
        String mcp = "Bearer " + container.ctos().file("secrets/mcp-token");
        String adminAdmin =
                "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        assertThat(get("/ctos/api/v1/skills", null)).isEqualTo(401);
        assertThat(get("/ctos/api/v1/skills", mcp)).isEqualTo(401);
        assertThat(get("/ctos/api/v1/skills", api)).isEqualTo(200);
        assertThat(get("/mcp", api)).isEqualTo(401);
        for (String path :
                new String[] {"/system/console", "/system/console/skills", "/system/console/services", "/ctos"}) {
            assertThat(get(path, null)).as(path).isIn(302, 303, 401, 403);
            assertThat(get(path, adminAdmin)).as(path).isIn(302, 303, 401, 403);
        }
    }

    @Test
    void stockPagesThatChangeBundles_areOff() {
        String session = container
                .send(login(container.url()))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
        assertThat(withSession("services", session)).isEqualTo(200);
        for (String page : new String[] {"bundles", "configMgr", "vmstat", "install"}) {
            assertThat(withSession(page, session)).as(page).isEqualTo(404);
        }
    }

    @Test
    void foreignHost_isRefusedOnEveryPath() throws IOException {
        for (String path : new String[] {"/", "/ctos", "/ctos/api/v1/status", "/mcp", "/system/console/skills"}) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void postFromAnotherSite_isRefused() {
        int status = container.send(login("http://evil.example")).statusCode();
        assertThat(status).isEqualTo(403);
    }

    private static HttpRequest.Builder login(String origin) {
        return HttpRequest.newBuilder(URI.create(container.url() + "/ctos/login"))
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "user=admin&password=" + container.ctos().file("secrets/admin-password")));
    }

    private static int withSession(String page, String cookie) {
        return container
                .send(HttpRequest.newBuilder(URI.create(container.url() + "/system/console/" + page))
                        .header("Cookie", cookie))
                .statusCode();
    }

    private static int get(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(container.url() + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return container.send(request).statusCode();
    }

    private static String raw(String request) throws IOException {
        URI url = URI.create(container.url());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 60_000);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
