package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way in, and what the guard keeps out, over real HTTP as a browser sends it. */
class LoginTest {

    private TestContainer container;

    @BeforeEach
    void start() throws Exception {
        container = new TestContainer().ready();
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void stranger_isLedToTheLogin_andFromThereToWhatWasAsked() throws Exception {
        HttpResponse<String> console = container.send(container.ask("/system/console/services"));
        assertThat(console.statusCode()).isEqualTo(302);
        assertThat(console.headers().firstValue("Location").orElseThrow())
                .endsWith("/ctos/login?next=%2Fsystem%2Fconsole%2Fservices");

        HttpResponse<String> login = container.send(container.ask("/ctos/login?next=%2Fsystem%2Fconsole%2Fservices"));
        assertThat(login.body()).contains("value=\"/system/console/services\"");
        assertThat(login.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");

        HttpResponse<String> in = logIn(TestContainer.PASSWORD, "/system/console/services");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(container.audit.recorded).containsExactly("admin console_login");
        assertThat(in.headers().firstValue("Location")).contains("/system/console/services");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("ctos_session_" + container.port() + "=")
                .endsWith("; Path=/; HttpOnly; SameSite=Strict");
        assertThat(container
                        .send(container.ask("/system/console/services").header("Cookie", cookie(in)))
                        .body())
                .isEqualTo("stock page");
    }

    @Test
    void wrongPassword_isRefused_withoutASession() throws Exception {
        HttpResponse<String> answer = logIn("admin", "/ctos");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(container.audit.recorded).isEmpty();
        assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("value=\"" + TestContainer.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "/ctos\"><script>",
                "/system/console/logout",
                "/ctos/api/v1/skills",
                "javascript:alert(1)"
            })
    void nextPage_isOneOfOurs(String next) throws Exception {
        assertThat(logIn(TestContainer.PASSWORD, next).headers().firstValue("Location"))
                .contains("/system/console/skills");
        assertThat(container
                        .send(container.ask("/ctos/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)))
                        .body())
                .contains("value=\"/system/console/skills\"");
    }

    @Test
    void typedName_isEscaped() throws Exception {
        HttpResponse<String> answer = container.send(form("user=%22%3E%3Cscript%3E&password=x"));

        assertThat(answer.body()).contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void logout_endsTheSession_everywhere() throws Exception {
        for (String out : new String[] {"/ctos/logout", "/system/console/logout"}) {
            String cookie = cookie(logIn(TestContainer.PASSWORD, "/ctos"));
            HttpRequest.Builder leave = container.ask(out).header("Cookie", cookie);
            HttpResponse<String> answer = container.send(
                    out.startsWith("/ctos")
                            ? leave.header("Origin", container.url("")).POST(HttpRequest.BodyPublishers.noBody())
                            : leave);

            assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/ctos/login");
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
            assertThat(container
                            .send(container.ask("/ctos").header("Cookie", cookie))
                            .statusCode())
                    .isEqualTo(302);
        }
    }

    @Test
    void page_isTheSame_inTheConsoleAndAlone_withItsPolicy() throws Exception {
        String cookie = cookie(logIn(TestContainer.PASSWORD, "/ctos"));
        for (String path : new String[] {"/ctos", "/system/console/skills"}) {
            HttpResponse<String> page = container.send(container.ask(path).header("Cookie", cookie));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<ctos-app>", "&quot;csrf&quot;:&quot;");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self';", "require-trusted-types-for 'script'", "trusted-types lit-html");
            assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        }
        assertThat(container
                        .send(container.ask("/system/console/skills/x").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void browserChange_needsOriginAndToken() throws Exception {
        String cookie = cookie(logIn(TestContainer.PASSWORD, "/ctos"));
        String csrf = container
                .send(container.ask("/ctos").header("Cookie", cookie))
                .body()
                .replaceAll("(?s).*&quot;csrf&quot;:&quot;([^&]+)&quot;.*", "$1");
        String own = container.url("");

        RestTest.assertProblem(change(cookie, null, null, csrf), 403, "origin_refused");
        RestTest.assertProblem(change(cookie, "https://evil.example", null, csrf), 403, "origin_refused");
        RestTest.assertProblem(change(cookie, "null", null, csrf), 403, "origin_refused");
        RestTest.assertProblem(change(cookie, "null", "cross-site", csrf), 403, "origin_refused");
        RestTest.assertProblem(change(cookie, "https://evil.example", "same-origin", csrf), 403, "origin_refused");
        RestTest.assertProblem(change(cookie, own, "cross-site", csrf), 403, "origin_refused");
        RestTest.assertProblem(change(cookie, own, "same-origin", null), 403, "csrf_refused");
        RestTest.assertProblem(change(cookie, own, "same-origin", csrf + "x"), 403, "csrf_refused");
        assertThat(change(cookie, own, "same-origin", csrf).statusCode()).isEqualTo(200);
        assertThat(change(cookie, null, "same-origin", csrf).statusCode()).isEqualTo(200);
        assertThat(change(cookie, "null", "same-origin", csrf).statusCode()).isEqualTo(200);
    }

    @Test
    void stockPages_thatWouldChangeThings_areOff_andPostsNeedTheirOrigin() throws Exception {
        String cookie = cookie(logIn(TestContainer.PASSWORD, "/ctos"));
        for (String page : new String[] {"bundles", "bundles/7", "bundles.json", "install", "configMgr", "vmstat"}) {
            RestTest.assertProblem(
                    container.send(container.ask("/system/console/" + page).header("Cookie", cookie)),
                    404,
                    "console_page_off");
        }
        HttpRequest.Builder post = container
                .ask("/system/console/services")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.noBody());
        RestTest.assertProblem(container.send(post), 403, "origin_refused");
        assertThat(container.send(post.header("Origin", container.url(""))).body())
                .isEqualTo("stock page");
        HttpResponse<String> strangers = container.send(container
                .ask("/system/console/services")
                .header("Origin", container.url(""))
                .POST(HttpRequest.BodyPublishers.noBody()));
        RestTest.assertProblem(strangers, 401, "login_required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ctos", "/ctos/login", "/ctos/res/app.js", "/ctos/api/v1/status", "/system/console/skills", "/"
            })
    void foreignHost_isRefused_onEveryPath(String path) throws Exception {
        String port = ":" + container.port();
        for (String host :
                new String[] {"evil.example", "evil.example" + port, "127.0.0.1:1", "127.0.0.1.evil.example" + port}) {
            assertThat(raw(path, host)).as(host).startsWith("HTTP/1.1 421").contains("host_refused");
        }
        for (String host : new String[] {"127.0.0.1" + port, "localhost" + port, "[::1]" + port, "LOCALHOST" + port}) {
            assertThat(raw(path, host)).as(host).doesNotContain("HTTP/1.1 421");
        }
    }

    private HttpResponse<String> change(String cookie, String origin, String site, String csrf) throws Exception {
        HttpRequest.Builder request = container
                .ask("/ctos/api/v1/updates/check")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.noBody());
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (csrf != null) {
            request.header("X-CTOS-CSRF", csrf);
        }
        return container.send(request);
    }

    private HttpResponse<String> logIn(String password, String next) throws Exception {
        return container.send(form("user=" + TestContainer.USER + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&next="
                + URLEncoder.encode(next, StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder form(String body) {
        return container
                .ask("/ctos/login")
                .header("Origin", container.url(""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    /** The JDK's client lets nobody choose the host header. */
    private String raw(String path, String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", container.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
