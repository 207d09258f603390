package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a hub may be, and where it may send us. */
class AddressTest {

    private static final String PAGE = "/api/v1/skills/org.example.notes";

    private final Clockwork clockwork = new Clockwork();
    private TestHub server;
    private SkillHub hub;

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        hub = clockwork.hubAt(server.url());
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    private Problem problem() {
        ThrowingCallable call = () -> hub.page(NOTES);
        return catchThrowableOfType(ProvisioningException.class, call).problem();
    }

    private static void sendPage(HttpExchange exchange) throws IOException {
        TestHub.send(exchange, 200, Json.write(Samples.page(Samples.line("1.0.0", Channel.STABLE))));
    }

    @Test
    void fiveRedirects_areFollowed_aSixthIsNot() throws ProvisioningException {
        server.on(PAGE, TestHub.status(302, "Location", "/r1"));
        for (int i = 1; i <= 5; i++) {
            server.on("/r" + i, TestHub.status(307, "Location", "/r" + (i + 1)));
        }
        server.on("/r5", AddressTest::sendPage);
        assertThat(hub.page(NOTES).card().id()).isEqualTo(NOTES);

        server.on("/r5", TestHub.status(307, "Location", "/r6"));
        server.on("/r6", AddressTest::sendPage);
        assertThat(problem().code()).isEqualTo("source_redirect_refused");
        assertThat(server.count("/r6")).isZero();
    }

    @Test
    void redirectToPlainHttpElsewhere_isRefused() {
        server.on(PAGE, TestHub.status(302, "Location", "http://skills.example.org/x"));

        assertThat(problem().code()).isEqualTo("source_redirect_refused");
        assertThat(problem().detail()).contains("http://skills.example.org");
    }

    @Test
    void questionWithABody_isNotRedirected() {
        server.on("/api/v1/updates/check", TestHub.status(307, "Location", "/elsewhere"));

        ThrowingCallable call = () -> hub.updates(new UpdatesQuestion(List.of(), Channel.STABLE));
        assertThat(catchThrowableOfType(ProvisioningException.class, call)
                        .problem()
                        .code())
                .isEqualTo("source_answer_invalid");
        assertThat(server.count("/elsewhere")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://skills.example.org",
                "ftp://127.0.0.1",
                "http://127.0.0.1.example.org",
                "http://localhost.example.org",
                "https://user:word@hub.example.org",
                "https://hub.example.org?x",
                "hub.example.org",
                "http://127.0.0.1@example.org/",
                ""
            })
    void addressThatIsNotSafe_isRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HubAddress("SkillHub", url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://hub.example.org", "http://127.0.0.1:8090/", "http://localhost:1", "http://[::1]:2"})
    void addressThatIsSafe_isTaken(String url) {
        assertThat(new HubAddress("SkillHub", url).url()).isEqualTo(url.replaceAll("/$", ""));
    }

    @Test
    void referenceOfAnHttpsHub_neverLeadsToHttp() {
        HubAddress https = new HubAddress("SkillHub", "https://hub.example.org/skills");

        assertThat(https.resolve("http://127.0.0.1/x")).isEmpty();
        assertThat(https.resolve("javascript:alert(1)")).isEmpty();
        assertThat(https.resolve("https://cdn.example.org/x")).isPresent();
        assertThat(https.resolve("x/y")).hasToString("Optional[https://hub.example.org/skills/x/y]");
    }
}
