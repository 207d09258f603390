package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While an administrator wants it, nothing at all leaves for a hub. */
class OfflineTest {

    private static final String PAGE = "/api/v1/skills/org.example.notes";

    private final Clockwork clockwork = new Clockwork();
    private final AtomicInteger asked = new AtomicInteger();
    private TestHub server;
    private SkillHub hub;

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        server.on(PAGE, this::sendPage);
        hub = clockwork.hubAt(server.url());
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    private void sendPage(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        TestHub.send(exchange, 200, Json.write(Samples.page(Samples.line("1.0.0", Channel.STABLE))));
    }

    @Test
    void whileOffline_noQuestionLeaves_andItIsSaidWhy() throws Exception {
        clockwork.offline = true;
        assertThat(code(() -> hub.page(NOTES))).isEqualTo("offline");
        assertThat(code(() -> hub.search(SkillQuery.text("notes")))).isEqualTo("offline");
        assertThat(code(() -> hub.metadata("timestamp.json", 1_000))).isEqualTo("offline");
        assertThat(asked).hasValue(0);
        assertThat(clockwork.slept).isEmpty();

        clockwork.offline = false;
        assertThat(hub.page(NOTES).card().id()).isEqualTo(NOTES);
        assertThat(asked).hasValue(1);
    }

    @Test
    void switchedOffBetweenTwoTries_noSecondOneLeaves() {
        server.on(PAGE, exchange -> {
            asked.incrementAndGet();
            clockwork.offline = true;
            TestHub.status(503).to(exchange);
        });

        assertThat(code(() -> hub.page(NOTES))).isEqualTo("offline");
        assertThat(asked).hasValue(1);
    }

    private static String code(ThrowingCallable question) {
        return catchThrowableOfType(ProvisioningException.class, question)
                .problem()
                .code();
    }
}
