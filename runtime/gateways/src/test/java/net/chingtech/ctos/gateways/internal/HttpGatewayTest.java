package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGatewayTest {

    /** The longest that a request may take. */
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Outside outside = new Outside();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Desk desk;
    private Admitted skill;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closing : open) {
            closing.close();
        }
    }

    private RawServer serve(RawServer.Answer answer) throws Exception {
        RawServer server = new RawServer(answer);
        open.add(server);
        return server;
    }

    private RawServer serve(String bytes) throws Exception {
        return serve((head, socket) -> socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** A server that a name leads to, that an administrator allowed, and that the skill may be granted. */
    private String named(String name, RawServer server) {
        outside.name(name, "127.0.0.1").allow(name + ":" + server.port());
        return "network:outbound:" + name + ":" + server.port();
    }

    private Http http(String... permissions) throws Exception {
        desk = outside.desk(folder);
        open.add(desk);
        skill = desk.admit("net.example.outgoing", permissions);
        return skill.doors().http();
    }

    private static String url(String name, RawServer server, String path) {
        return "http://" + name + ":" + server.port() + path;
    }

    @Test
    void aGrantedHost_isAsked_andWhatLeftIsCounted() throws Exception {
        RawServer server = serve("HTTP/1.1 201 Created\r\nX-One: a\r\nX-One: b\r\nContent-Length: 5\r\n\r\nhello");
        Http http = http(named("api.example", server));

        HttpReply reply = http.send(patient(HttpAsk.post(url("api.example", server, "/v1?q=1#f"), "text/plain", "tell"))
                .with("X-Key", "k"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text()).isEqualTo("hello");
        assertThat(reply.headers()).containsEntry("x-one", List.of("a", "b"));
        assertThat(server.heads.get(0))
                .startsWith("POST /v1?q=1 HTTP/1.1\r\n")
                .contains("Host: api.example:" + server.port() + "\r\n", "X-Key: k\r\n", "Content-Length: 4\r\n");
        assertThat(outside.lookups).containsExactly("api.example");
        var counted = desk.traffic.of(new SkillId("net.example.outgoing"));
        assertThat(counted).hasSize(1);
        assertThat(counted.get(0).host()).isEqualTo("api.example");
        assertThat(counted.get(0).methods()).isEqualTo(Map.of("POST", 1L));
        assertThat(counted.get(0).statuses()).isEqualTo(Map.of("201", 1L));
        assertThat(counted.get(0).bytesIn()).isEqualTo(5);
        assertThat(counted.get(0).bytesOut()).isGreaterThan(4);
        skill.close();
        assertThat(Files.readString(folder.resolve("logs/skills/net.example.outgoing.log")))
                .contains("network: api.example:" + server.port() + " {POST=1}, answers {201=1}")
                .doesNotContain("hello", "tell", "X-Key");
    }

    @Test
    void whatWasNotGranted_isDeniedBeforeAnybodyIsAsked_andWrittenDown() throws Exception {
        RawServer server = serve(RawServer.ok("x"));
        named("other.example", server);
        Http http = http("network:outbound:api.example:" + server.port());

        assertThat(code(http, url("other.example", server, "/"))).isEqualTo("network_denied");
        assertThat(code(http, url("api.example.other.example", server, "/"))).isEqualTo("network_denied");
        assertThat(code(http, "https://api.example/")).isEqualTo("network_denied");
        assertThat(server.heads).isEmpty();
        assertThat(outside.lookups).isEmpty();
        assertThat(desk.audit.entries.get(0))
                .isEqualTo("permission_denied net.example.outgoing@1.0.0 {call=GET other.example:" + server.port()
                        + ", permission=network:outbound:other.example:" + server.port() + "}");
        assertThat(Files.readString(folder.resolve("logs/skills/net.example.outgoing.log")))
                .contains("WARNING denied: GET other.example:" + server.port());
    }

    @Test
    void anInnerHost_needsTheAdministratorsWord_andAGrantOfThisHostAndPort() throws Exception {
        RawServer server = serve(RawServer.ok("x"));
        outside.name("free.example", "127.0.0.1");
        String allowed = named("inner.example", server);
        Http http = http(allowed, "network:outbound:free.example:" + server.port(), "network:outbound");

        assertThat(code(http, url("inner.example", server, "/"))).isEqualTo("nothing refused it");
        // Granted, but no administrator allowed it.
        assertThat(code(http, url("free.example", server, "/"))).isEqualTo("network_address_denied");
        // Allowed, but granted only as any public host.
        outside.name("wide.example", "127.0.0.1");
        assertThat(code(http, "http://wide.example/")).isEqualTo("network_address_denied");
        assertThat(code(http, "http://localhost/")).isEqualTo("network_failed");
        assertThat(code(http, "http://127.0.0.1/")).isEqualTo("network_address_denied");
        assertThat(code(http, "http://[::1]/")).isEqualTo("network_address_denied");
        assertThat(code(http, "http://[::ffff:127.0.0.1]/")).isEqualTo("network_address_denied");
    }

    @Test
    void metadataServices_areNotReached_evenWhenAnAdministratorNamesThem() throws Exception {
        outside.name("metadata.example", "169.254.169.254").allow("metadata.example:80");
        Http http = http("network:outbound:metadata.example:80");

        assertThat(code(http, "http://metadata.example/")).isEqualTo("network_address_denied");
    }

    @Test
    void oneBadAddressAmongGoodOnes_isEnough() throws Exception {
        outside.name("mixed.example", "8.8.8.8", "10.0.0.1");

        assertThat(code(http("network:outbound"), "http://mixed.example/")).isEqualTo("network_address_denied");
    }

    @Test
    void redirects_areFollowed_withoutSecretsToOthers() throws Exception {
        RawServer last = serve(RawServer.ok("there"));
        String lastGrant = named("last.example", last);
        RawServer first = serve((head, socket) -> socket.getOutputStream()
                .write((head.startsWith("GET /again")
                                ? "HTTP/1.1 302 Found\r\nLocation: " + url("last.example", last, "/z")
                                : "HTTP/1.1 307 Temporary\r\nLocation: /again")
                        .concat("\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1)));
        Http http = http(named("first.example", first), lastGrant);

        HttpReply reply = http.send(patient(HttpAsk.get(url("first.example", first, "/")))
                .with("Authorization", "Bearer t")
                .with("Cookie", "c=d")
                .with("X-Api-Key", "k")
                .with("Accept", "text/html"));

        assertThat(reply.text()).isEqualTo("there");
        assertThat(first.heads.get(1))
                .contains("Authorization: Bearer t", "Cookie: c=d")
                .doesNotContain("a=b");
        assertThat(last.heads.get(0))
                .contains("Accept: text/html", "Host: last.example")
                .doesNotContain("Bearer", "Cookie", "X-Api-Key", "a=b");
        assertThat(outside.lookups).containsExactly("first.example", "first.example", "last.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/ network_denied",
                "http://evil.example:PORT/ network_address_denied",
                "http://nowhere.example/ network_denied",
                "file:///etc/passwd network_refused",
                "http://user@evil.example:PORT/ network_refused",
                "//[ network_failed",
                "/ network_failed"
            })
    void aRedirect_isHeldToTheSameRules(String line) throws Exception {
        String[] parts = line.split(" ");
        List<String> location = new ArrayList<>();
        RawServer server = serve((head, socket) -> socket.getOutputStream()
                .write(("HTTP/1.1 302 Found\r\nLocation: " + location.get(0) + "\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1)));
        location.add(parts[0].replace("PORT", "" + server.port()));
        outside.name("evil.example", "127.0.0.1");
        Http http = http(named("api.example", server), "network:outbound:evil.example:" + server.port());

        assertThat(code(http, url("api.example", server, "/"))).isEqualTo(parts[1]);
    }

    @Test
    void aPostThatIsRedirected_becomesAGetWithoutItsBody() throws Exception {
        RawServer server = serve((head, socket) -> socket.getOutputStream()
                .write((head.startsWith("POST")
                                ? "HTTP/1.1 303 See Other\r\nLocation: /seen\r\nContent-Length: 0\r\n\r\n"
                                : RawServer.ok("seen"))
                        .getBytes(StandardCharsets.ISO_8859_1)));
        Http http = http(named("api.example", server));

        assertThat(http.send(patient(HttpAsk.post(url("api.example", server, "/"), "text/plain", "x")))
                        .text())
                .isEqualTo("seen");
        assertThat(server.heads.get(1)).startsWith("GET /seen").doesNotContain("Content-");
    }

    @Test
    void aRequestThatCouldBeReadInTwoWays_isNotSent() throws Exception {
        RawServer server = serve(RawServer.ok("x"));
        Http http = http(named("api.example", server));
        HttpAsk ask = HttpAsk.get(url("api.example", server, "/"));

        for (String name : List.of(
                "Host",
                "content-length",
                "Transfer-Encoding",
                "Connection",
                "Proxy-Authorization",
                "Upgrade",
                "TE",
                "X Y",
                "X\r\nY",
                "")) {
            assertThat(code(http, ask.with(name, "x"))).as(name).isEqualTo("network_refused");
        }
        for (String value : List.of("a\r\nX-Other: b", "a\nb", "a\rb", "a\u0000b", "ü")) {
            assertThat(code(http, ask.with("X-A", value))).isEqualTo("network_refused");
        }
        for (String method : List.of("TRACE", "CONNECT", "OPTIONS", "get", "GET / HTTP/1.1\r\nX: y", "")) {
            assertThat(code(http, new HttpAsk(method, ask.uri(), Map.of(), new byte[0], ask.timeout())))
                    .isEqualTo("network_refused");
        }
        assertThat(code(http, ask.with("X-A", "x".repeat(17_000)))).isEqualTo("network_too_much");
        assertThat(code(http, url("api.example", server, "/" + "x".repeat(9_000))))
                .isEqualTo("network_too_much");
        assertThat(code(http, new HttpAsk("PUT", ask.uri(), Map.of(), new byte[5 << 20], ask.timeout())))
                .isEqualTo("network_too_much");
        assertThat(server.heads).isEmpty();
    }

    @Test
    void answersThatAreTooLarge_areCutOff() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        RawServer packed = serve((head, socket) -> {
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bomb.toByteArray());
        });
        RawServer announced = serve("HTTP/1.1 200 OK\r\nContent-Length: 4194305\r\n\r\n");
        RawServer endless = serve((head, socket) -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            byte[] block = new byte[1 << 16];
            while (true) {
                socket.getOutputStream().write(block);
            }
        });
        RawServer manyHeaders = serve("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200) + "Content-Length: 0\r\n\r\n");
        RawServer longHeader = serve("HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\nContent-Length: 0\r\n\r\n");
        Http http = http(
                named("packed.example", packed),
                named("announced.example", announced),
                named("endless.example", endless),
                named("many.example", manyHeaders),
                named("long.example", longHeader));

        assertThat(code(http, url("packed.example", packed, "/"))).isEqualTo("network_too_much");
        assertThat(code(http, url("announced.example", announced, "/"))).isEqualTo("network_too_much");
        assertThat(code(http, url("endless.example", endless, "/"))).isEqualTo("network_too_much");
        assertThat(code(http, url("many.example", manyHeaders, "/"))).isEqualTo("network_failed");
        assertThat(code(http, url("long.example", longHeader, "/"))).isEqualTo("network_failed");
    }

    @Test
    void aCompressedAnswer_comesUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("text".getBytes(StandardCharsets.UTF_8));
        }
        RawServer server = serve((head, socket) -> {
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(packed.toByteArray());
        });

        assertThat(http(named("api.example", server))
                        .send(patient(HttpAsk.get(url("api.example", server, "/"))))
                        .text())
                .isEqualTo("text");
    }

    @Test
    void aSlowPeer_holdsNobodyBeyondTheDeadline() throws Exception {
        RawServer silent = serve((head, socket) -> socket.getInputStream().read());
        RawServer dripping = serve((head, socket) -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
            }
        });
        Http http = http(named("silent.example", silent), named("dripping.example", dripping));

        for (RawServer server : List.of(silent, dripping)) {
            String name = server == silent ? "silent.example" : "dripping.example";
            // More than may run at once, so each must have given back its place.
            for (int i = 0; i < 10; i++) {
                long begun = System.nanoTime();
                String code = code(http, within(HttpAsk.get(url(name, server, "/")), Duration.ofMillis(150)));
                long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                assertThat(code).isIn("network_timeout");
                assertThat(ms).isLessThan(20_000);
                waitUntilFree();
            }
        }
    }

    private void waitUntilFree() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (skill.network().atOnce() > 0) {
            assertThat(System.nanoTime())
                    .as("%s requests still run", skill.network().atOnce())
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void moreThanEightAtOnce_areTooMuch() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        RawServer server = serve((head, socket) -> {
            answer.await();
            socket.getOutputStream().write(RawServer.ok("x").getBytes(StandardCharsets.ISO_8859_1));
        });
        Http http = http(named("api.example", server));
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> code(http, url("api.example", server, "/")), task -> new Thread(task).start()));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (server.heads.size() < 8) {
            assertThat(System.nanoTime()).as("%s came", server.heads.size()).isLessThan(deadline);
            Thread.onSpinWait();
        }

        assertThat(code(http, url("api.example", server, "/"))).isEqualTo("network_too_much");
        answer.countDown();
        for (CompletableFuture<String> each : answers) {
            assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo("nothing refused it");
        }
    }

    @Test
    void aRequestThatRuns_endsWhenItsGrantIsTakenBack() throws Exception {
        RawServer server = serve((head, socket) -> socket.getInputStream().read());
        Http http = http(named("api.example", server));
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                () -> code(http, url("api.example", server, "/")), work -> new Thread(work).start());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (server.heads.isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }

        skill.regrant(Desk.grants());

        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("network_denied");
        assertThat(code(http, url("api.example", server, "/"))).isEqualTo("network_denied");
    }

    @Test
    void afterTheSkillStopped_nothingLeaves() throws Exception {
        RawServer server = serve(RawServer.ok("x"));
        Http http = http(named("api.example", server));

        skill.close();

        assertThat(code(http, url("api.example", server, "/"))).isEqualTo("network_denied");
        assertThat(server.heads).isEmpty();
    }

    @Test
    void brokenAnswers_areFailures() throws Exception {
        RawServer nonsense = serve("nonsense\r\n\r\n");
        RawServer cut = serve("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        RawServer closing = serve("");
        Http http = http(named("a.example", nonsense), named("b.example", cut), named("c.example", closing));
        closing.close();

        assertThat(code(http, url("a.example", nonsense, "/"))).isEqualTo("network_failed");
        assertThat(code(http, url("b.example", cut, "/"))).isEqualTo("network_failed");
        assertThat(code(http, url("c.example", closing, "/"))).isEqualTo("network_failed");
        assertThat(code(http, "http://unknown.example/")).isEqualTo("network_denied");
    }

    @Test
    void denialsInALoop_doNotFloodTheAudit() throws Exception {
        Http http = http("network:outbound:api.example");

        for (int i = 0; i < 500; i++) {
            code(http, "http://other.example/" + i);
        }

        // Two minutes may be touched.
        assertThat(desk.audit.entries.size()).isBetween(1, 12);
        assertThat(Files.readAllLines(folder.resolve("logs/skills/net.example.outgoing.log")))
                .hasSizeBetween(1, 42);
    }

    private static HttpAsk patient(HttpAsk ask) {
        return within(ask, LONG);
    }

    private static HttpAsk within(HttpAsk ask, Duration timeout) {
        return new HttpAsk(ask.method(), ask.uri(), ask.headers(), ask.body(), timeout);
    }

    private static String code(Http http, String uri) {
        return code(http, new HttpAsk("GET", URI.create(uri), Map.of(), new byte[0], LONG));
    }

    private static String code(Http http, HttpAsk ask) {
        try {
            http.send(ask);
            return "nothing refused it";
        } catch (ToolException e) {
            return e.code();
        }
    }
}
