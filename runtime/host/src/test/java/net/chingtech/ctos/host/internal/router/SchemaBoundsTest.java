package net.chingtech.ctos.host.internal.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SchemaBoundsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','$ref':'http://127.0.0.1:9/schema.json'}",
                "{'type':'object','$ref':'file:///etc/hostname'}",
                "{'type':'object','properties':{'a':{'$ref':'classpath:/x.json'}}}",
                "{'type':'object','$ref':'#'}",
                "{'type':'object','allOf':[{'$ref':'#/$defs/a'}],'$defs':{'a':{'anyOf':[{'$ref':'#/$defs/a'}]}}}",
                "{'type':'object','properties':{'a':{'$ref':'#/properties/a'}}}",
                "{'type':'object','$dynamicRef':'#x'}",
                "{'type':'object','properties':{'$defs':{'$ref':'http://127.0.0.1:9/x'}}}",
                "{'type':'object','properties':{'a':{'$id':'http://x/','$ref':'#/type'}}}",
                "{'type':'object','properties':{'a':{'$ref':'#/$defs/missing'}}}",
                "{'type':'object','properties':{'a':{'type':'string','pattern':'('}}}"
            })
    void referencesThatLeaveOrCircle_areRefused(String schema) {
        assertThatThrownBy(() -> InputSchema.read(schema.replace('\'', '"'))).isInstanceOf(InputSchema.Unusable.class);
    }

    @Test
    void aSchemaThatUnfoldsWithoutEnd_isRefused() {
        StringBuilder schema = new StringBuilder("{\"type\":\"object\",\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < 15; i++) {
            String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
            schema.append("\"d" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
        }
        schema.append("\"d15\":{}}}");

        assertThatThrownBy(() -> InputSchema.read(schema.toString())).hasMessageContaining("unfolds");
        assertThatThrownBy(() ->
                        InputSchema.read("{\"type\":\"object\",\"not\":".repeat(2_000) + "{}" + "}".repeat(2_000)))
                .isInstanceOf(InputSchema.Unusable.class);
    }

    @Test
    void referencesWithinTheSchema_areFollowed() throws Exception {
        InputSchema schema = InputSchema.read("""
                {"type":"object","properties":{"from":{"$ref":"#/$defs/day"},"to":{"$ref":"#/$defs/day"}},
                 "$defs":{"day":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}}""");

        assertThat(schema.check(Map.of("from", "2026-01-31"))).containsKey("from");
        assertThatThrownBy(() -> schema.check(Map.of("to", "soon")))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("input_invalid"));
    }
}
