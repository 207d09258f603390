package net.chingtech.ctos.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TypedValuesTest {

    @Test
    void everyValueOfAGateway_comesOutAsItWent_alsoThroughAConnection() throws Exception {
        List<Object> values = Arrays.asList(
                "text",
                7L,
                new BigInteger("99999999999999999999"),
                true,
                null,
                new BigDecimal("5"),
                new BigDecimal("5.00"),
                new BigDecimal("5E+3"),
                1.5d,
                Double.NaN,
                LocalDate.of(2026, 1, 31),
                LocalTime.of(23, 59, 59, 1_000),
                Instant.parse("2026-01-31T23:59:59.123456Z"));
        try (Pair pair = new Pair()) {
            pair.right(Limits.trusting(), (request, method, parameters) -> parameters);
            Peer left = pair.left(Limits.wary(), (request, method, parameters) -> null);
            for (Object value : values) {
                Map<String, Object> sent = new java.util.HashMap<>();
                sent.put("value", TypedValues.toJson(value));
                Map<?, ?> came = (Map<?, ?>) left.request("echo", sent).get(60, TimeUnit.SECONDS);
                assertThat(TypedValues.fromJson(came.get("value"))).isEqualTo(value);
            }
        }
        assertThat(TypedValues.bytes(TypedValues.toJson(new byte[] {0, -1, 7}))).containsExactly(0, -1, 7);
    }

    @Test
    void whatIsNoTypedValue_isRefused() {
        List<Object> wrong = List.of(
                List.of(1L),
                Map.of(),
                Map.of("$date", "2026-02-30"),
                Map.of("$date", 7L),
                Map.of("$class", "java.lang.Runtime"),
                Map.of("$bytes", "%%%"),
                Map.of("$decimal", "1".repeat(2_000)),
                Map.of("$date", "2026-01-31", "$time", "10:00"));
        assertThat(wrong).allSatisfy(value -> assertThatThrownBy(() -> TypedValues.fromJson(value))
                .isInstanceOfSatisfying(
                        RpcError.class, e -> assertThat(e.number()).isEqualTo(RpcError.INVALID_PARAMETERS)));
    }
}
