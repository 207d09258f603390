package net.chingtech.ctos.host.internal.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputSchemaTest {

    @Test
    void aPattern_holdsAnInput_howeverLong() throws Exception {
        InputSchema schema = withPattern("^[a-z ]+$");

        assertThat(schema.check(Map.of("text", "some words"))).containsEntry("text", "some words");
        assertThat(schema.check(Map.of("text", "a".repeat(1_000_000)))).hasSize(1);
        assertThat(code(schema, "Some words")).isEqualTo("input_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "^((a|b)*c?)*$"})
    void aPatternThatWouldTakeHours_refusesTheInputInstead(String pattern) throws Exception {
        InputSchema schema = withPattern(pattern);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(code(schema, "a".repeat(60) + "!")).isEqualTo("input_invalid");
            assertThat(code(schema, "a".repeat(500_000) + "!")).isEqualTo("input_invalid");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/schema.json", "file:///etc/hostname", "classpath:META-INF/MANIFEST.MF"})
    void aSchemaThatPointsElsewhere_isUnusable(String elsewhere) {
        assertThatThrownBy(() -> InputSchema.read(
                        "{\"type\":\"object\",\"properties\":{\"text\":{\"$ref\":\"" + elsewhere + "\"}}}"))
                .isInstanceOf(InputSchema.Unusable.class);
    }

    private static InputSchema withPattern(String pattern) throws Exception {
        return InputSchema.read("{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\",\"pattern\":\""
                + pattern + "\"}}}");
    }

    private static String code(InputSchema schema, String text) {
        try {
            return "it fits: " + schema.check(Map.of("text", text)).size();
        } catch (ToolException e) {
            return e.code();
        }
    }
}
