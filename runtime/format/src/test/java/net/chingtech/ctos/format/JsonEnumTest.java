package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEnumTest {

    enum Host {
        IN_FRAMEWORK,
        PROCESS
    }

    record Wanted(Host host, Tier tier, Map<Host, Integer> counts, Set<Host> hosts) {}

    @Test
    void enumConstant_isOneWordInSnakeCase_bothWays() throws FormatException {
        Wanted wanted =
                new Wanted(Host.IN_FRAMEWORK, Tier.OFFICIAL, Map.of(Host.IN_FRAMEWORK, 1), Set.of(Host.PROCESS));

        byte[] json = Json.write(wanted);

        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo("{\"host\":\"in_framework\",\"tier\":\"official\",\"counts\":{\"in_framework\":1},"
                        + "\"hosts\":[\"process\"]}");
        assertThat(Json.read(json, Wanted.class)).isEqualTo(wanted);
    }

    @Test
    void enumWordThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> Json.read("{\"host\":\"moon\"}".getBytes(StandardCharsets.UTF_8), Wanted.class))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("$.host: expected one of in_framework, process, found \"moon\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "17",
                "\"x\"",
                "{",
                "{\"host\":17}",
                "{\"host\":[]}",
                "{\"host\":{}}",
                "{\"hosts\":7}",
                "{\"hosts\":\"x\"}",
                "{\"counts\":[]}",
                "{\"counts\":{\"moon\":1}}",
                "{\"counts\":{\"process\":\"x\"}}"
            })
    void whatDoesNotFit_isSaidWithoutTypesOfJava(String json) {
        assertThatThrownBy(() -> Json.read(json.getBytes(StandardCharsets.UTF_8), Wanted.class))
                .isInstanceOf(FormatException.class)
                .message()
                .startsWith("json_invalid: $")
                .doesNotContain("java", "chingtech", "deserialize", "map due");
    }
}
