package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's session and password, as the page asks for them. */
class AccountRestTest {

    private static final String API = "/ctos/api/v1/";
    private static final String CHOSEN = "four horses eat hay";

    private TestContainer container;
    private Browser browser;

    /** A session's cookie, and the token that goes with it. */
    private record Browser(String cookie, String csrf) {}

    @BeforeEach
    void logIn() throws Exception {
        container = new TestContainer().ready();
        browser = browser(TestContainer.PASSWORD);
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    private Browser browser(String password) throws Exception {
        HttpResponse<String> answer = container.send(container
                .ask("/ctos/login")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "user=" + TestContainer.USER + "&password=" + password.replace(' ', '+'))));
        assertThat(answer.statusCode()).isEqualTo(303);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String csrf = Json.readTree(container.send(session(cookie)).body().getBytes())
                .path("csrf")
                .asText();
        return new Browser(cookie, csrf);
    }

    private HttpRequest.Builder session(String cookie) {
        return container.ask(API + "session").header("Cookie", cookie);
    }

    private HttpResponse<String> change(Browser who, String body) throws Exception {
        return container.send(container
                .ask(API + "password")
                .header("Cookie", who.cookie())
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CTOS-CSRF", who.csrf())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String body(String current, String next) {
        return "{\"current\":\"" + current + "\",\"new\":\"" + next + "\"}";
    }

    private int statusOf(Browser who) throws Exception {
        return container.send(session(who.cookie())).statusCode();
    }

    @Test
    void changedPassword_endsAllOtherSessions_andIsRecordedWithoutItself() throws Exception {
        Browser other = browser(TestContainer.PASSWORD);
        container.authenticator.chosen = false;
        assertThat(container.get(API + "status").body()).contains("\"password_chosen\":false");

        HttpResponse<String> answer = change(browser, body(TestContainer.PASSWORD, CHOSEN));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(statusOf(browser)).isEqualTo(200);
        assertThat(statusOf(other)).isEqualTo(401);
        assertThat(browser(CHOSEN)).isNotNull();
        assertThat(container.get(API + "status").body()).contains("\"password_chosen\":true");
        assertThat(container.audit.recorded).containsOnlyOnce("admin password_changed");
        assertThat(container.audit.recorded.toString()).doesNotContain(CHOSEN).doesNotContain(TestContainer.PASSWORD);
    }

    @Test
    void wrongOrWeakPassword_changesNothing_andEndsNoSession() throws Exception {
        Browser other = browser(TestContainer.PASSWORD);

        assertThat(change(browser, body("wrong", CHOSEN)).body()).contains("\"password_wrong\"");
        assertThat(change(browser, body(TestContainer.PASSWORD, "short")).body())
                .contains("\"password_weak\"");
        container.authenticator.refusal = new Problem(429, "busy", "Too many.", "Wait.");
        assertThat(change(browser, body(TestContainer.PASSWORD, CHOSEN)).statusCode())
                .isEqualTo(429);

        assertThat(statusOf(browser)).isEqualTo(200);
        assertThat(statusOf(other)).isEqualTo(200);
        assertThat(container.audit.recorded).doesNotContain("admin password_changed");
    }

    @Test
    void changeThatCannotBeRecorded_isDone_andSaidSo() throws Exception {
        container.audit.full = true;

        HttpResponse<String> answer = change(browser, body(TestContainer.PASSWORD, CHOSEN));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        container.audit.full = false;
        assertThat(statusOf(browser)).isEqualTo(200);
        assertThat(browser(CHOSEN)).isNotNull();
    }

    @Test
    void passwordSetOnTheDiskDuringARefusedChange_endsTheSession() throws Exception {
        container.authenticator.meanwhile = () -> container.authenticator.set(CHOSEN);

        assertThat(change(browser, body(TestContainer.PASSWORD, "another good password"))
                        .body())
                .contains("\"password_wrong\"");

        assertThat(statusOf(browser)).isEqualTo(401);
    }

    @Test
    void malformedBody_isRefusedWithoutAWordOfIt() throws Exception {
        for (String bad : new String[] {
            "{\"current\":\"secret-word\"}",
            "{\"current\":\"secret-word\",",
            "[]",
            "{\"current\":\"secret-word\",\"new\":12}"
        }) {
            HttpResponse<String> answer = change(browser, bad);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("secret-word");
        }
    }

    @Test
    void tokenOfAProgram_opensNeitherSessionNorPassword() throws Exception {
        assertThat(container.get(API + "session").body()).contains("\"session_needed\"");
        HttpResponse<String> answer = container.put(API + "password", body(TestContainer.PASSWORD, CHOSEN));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"session_needed\"");
        assertThat(browser(TestContainer.PASSWORD)).isNotNull();
    }

    @Test
    void changeWithoutTheSessionsToken_isRefused() throws Exception {
        assertThat(change(new Browser(browser.cookie(), "guessed"), body(TestContainer.PASSWORD, CHOSEN))
                        .body())
                .contains("\"csrf_refused\"");
    }

    @Test
    void passwordSetOnTheDisk_endsEverySession() throws Exception {
        container.authenticator.set(CHOSEN);

        assertThat(statusOf(browser)).isEqualTo(401);
    }

    @Test
    void session_saysWhenItEnds() throws Exception {
        assertThat(container.send(session(browser.cookie())).body())
                .contains("\"user\":\"admin\"")
                .contains("\"idle_minutes\":30")
                .contains("\"longest_hours\":12");
    }
}
