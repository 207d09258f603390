package net.chingtech.ctos.mcp.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Test
    void members_areRawTexts() {
        assertThat(
                        JsonObject.members(
                                " { \"a\" : \"x\\\"}y\" , \"b\":[1,{\"c\":\"]\"}], \"\\u0063\" : -1.5e3,\"d\":null,\"e\":{} } "))
                .containsOnlyKeys("a", "b", "c", "d", "e")
                .containsEntry("a", "\"x\\\"}y\"")
                .containsEntry("b", "[1,{\"c\":\"]\"}]")
                .containsEntry("c", "-1.5e3")
                .containsEntry("d", "null")
                .containsEntry("e", "{}");
        assertThat(JsonObject.members("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "{\"a\":\"x}",
                "{\"a\":[1}",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "{\"\\u00\":1}",
                "{\"\\uzzzz\":1}"
            })
    void whatIsNoObject_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.members(text));
    }

    @Test
    void strings_areReadAndQuoted() {
        assertThat(JsonObject.string("\"a\\n\\t\\\"\\\\\\/\\u00fc\"")).isEqualTo("a\n\t\"\\/ü");
        assertThat(JsonObject.string("12")).isNull();
        assertThat(JsonObject.string(null)).isNull();
        assertThat(JsonObject.quote("a\"\\\n ü")).isEqualTo("\"a\\\"\\\\\\u000a ü\"");
    }
}
