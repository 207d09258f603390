package net.chingtech.ctos.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.wire.RpcError;
import net.chingtech.ctos.wire.TypedValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class GatewayTest {

    @TempDir
    private Path folder;

    private TestContainer container;

    @BeforeEach
    void begin() throws Exception {
        container = new TestContainer(folder);
        container.start(TestSkill.of("tried", folder));
    }

    @AfterEach
    void end() {
        container.close();
    }

    private Object use(String what) throws Exception {
        return container.call("gateway", Map.of("what", what));
    }

    @Test
    void theContext_knowsTheSkill_andAsksForValuesOnlyWhenGranted() throws Exception {
        container.on("context.env", asked -> Map.of("value", "blue " + asked.get("name")));
        Map<String, Object> is = new LinkedHashMap<>();
        is.put("id", "org.example.tried");
        is.put("version", "1.0.0");
        is.put("data", folder.resolve("data").toString());
        is.put("temp", false);
        is.put("granted", true);
        is.put("env", "blue COLOUR");
        assertThat(use("context")).isEqualTo(is);
        container.asked.clear();

        container.ask("grants", Map.of("grants", List.of(), "rights", container.rights("org.example.tried")));
        is.put("granted", false);
        is.put("env", null);
        assertThat(use("context")).isEqualTo(is);
        assertThat(container.asked).isEmpty();
    }

    @Test
    void aQuery_carriesItsCall_andItsValuesKeepTheirTypes() throws Exception {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("whole", 7L);
        row.put("money", TypedValues.toJson(new BigDecimal("19.90")));
        row.put("round", TypedValues.toJson(new BigDecimal("20")));
        row.put("at", TypedValues.toJson(Instant.parse("2026-01-31T10:00:00Z")));
        row.put("raw", TypedValues.toJson(new byte[] {1}));
        row.put("none", null);
        container.on("data.query", asked -> Map.of("rows", List.of(row)));

        Map<?, ?> read = (Map<?, ?>) use("query");
        assertThat(read.get("whole")).isEqualTo("Long 7");
        assertThat(read.get("money")).isEqualTo("BigDecimal 19.90");
        assertThat(read.get("round")).isEqualTo("BigDecimal 20");
        assertThat(read.get("at")).isEqualTo("Instant 2026-01-31T10:00:00Z");
        assertThat(read.get("raw").toString()).startsWith("byte[] ");
        assertThat(read.get("none")).isNull();
        assertThat(container.asked.poll(60, TimeUnit.SECONDS))
                .startsWith(
                        "data.query {sql=SELECT 1, parameters=[7, text, {$date=2026-01-31}, {$decimal=5}, null], call=");
    }

    @Test
    void aParameterOfAStrangeType_isRefusedHere_inTheContainersWords() {
        assertThatThrownBy(() -> use("strange"))
                .isInstanceOfSatisfying(
                        RpcError.class, e -> assertThat(e.code()).isEqualTo("data_refused"))
                .hasMessageContaining("Parameter 1 is a java.lang.Object; a text, a number");
        assertThat(container.asked).isEmpty();
    }

    @Test
    void aTransaction_isBegunUsedAndCommitted_andOneInItJoins() throws Exception {
        container
                .on("data.begin", asked -> Map.of("transaction", 12L))
                .on("data.update", asked -> Map.of("count", 1L))
                .on("data.commit", asked -> null);

        assertThat(use("transaction")).isEqualTo(Map.of("count", 2L));
        assertThat(container.asked)
                .extracting(line -> line.replaceFirst(", call=.*|call=.*", ""))
                .containsExactly(
                        "data.begin {",
                        "data.update {transaction=12, sql=one, parameters=[]",
                        "data.update {transaction=12, sql=two, parameters=[{$double=1.5}]",
                        "data.commit {transaction=12");
    }

    @Test
    void aTransactionWhoseWorkFails_isTakenBack_andTheSkillsOwnReasonIsKept() {
        container
                .on("data.begin", asked -> Map.of("transaction", 12L))
                .on("data.update", asked -> Map.of("count", 1L))
                .on("data.rollback", asked -> {
                    throw RpcError.of("data_failed", "It is gone.");
                });

        assertThatThrownBy(() -> use("taken back")).isInstanceOfSatisfying(RpcError.class, e -> assertThat(e.code())
                .isEqualTo("changed_my_mind"));
        assertThat(container.asked).last().asString().startsWith("data.rollback {transaction=12");
    }

    @Test
    void anotherSkill_getsPlainValues_andItsReasonComesBack() throws Exception {
        container.on("skills.call", asked -> Map.of("value", Map.of("input", asked.get("input"))));
        assertThat(use("skills"))
                .isEqualTo(Map.of("input", Map.of("half", new BigDecimal("0.5"), "list", List.of(1L))));

        container.on("skills.call", asked -> {
            throw RpcError.of("call_denied", "Not granted.");
        });
        assertThatThrownBy(() -> use("skills")).isInstanceOfSatisfying(RpcError.class, e -> assertThat(e.code())
                .isEqualTo("call_denied"));
    }

    @Test
    void theWorldOutside_getsTheRequest_andItsReplyComesBack() throws Exception {
        container.on(
                "http.send",
                asked -> Map.of("status", 201L, "headers", Map.of("x-b", List.of("c")), "body", asked.get("body")));

        assertThat(use("http"))
                .isEqualTo(Map.of("status", 201L, "text", "hello", "headers", Map.of("x-b", List.of("c"))));
        assertThat(container.asked.poll(60, TimeUnit.SECONDS))
                .startsWith(
                        "http.send {method=POST, uri=https://example.com/x, headers={Content-Type=text/plain, X-A=b}, "
                                + "body={$bytes=" + Base64.getEncoder().encodeToString("hello".getBytes())
                                + "}, timeout_ms=10000, call=");
    }

    @Test
    void anAnswerThatIsNone_andAConnectionThatRefuses_areTheGatewaysOwnFailures() {
        container.on("data.query", asked -> Map.of("lines", List.of()));
        assertThatThrownBy(() -> use("query")).isInstanceOfSatisfying(RpcError.class, e -> assertThat(e.code())
                .isEqualTo("data_failed"));
        // The container does not know the method at all.
        assertThatThrownBy(() -> use("http")).isInstanceOfSatisfying(RpcError.class, e -> assertThat(e.code())
                .isEqualTo("network_failed"));
    }

    @Test
    void aLineForTheLog_isCut_andAlwaysFitToBeSent() throws Exception {
        use("log");

        assertThat(container.log.poll(60, TimeUnit.SECONDS))
                .startsWith("log INFO half ? and xxx")
                .hasSizeLessThan(4_100);
    }
}
