package net.chingtech.ctos.skill.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.Test;

class ScriptedHttpTest {

    private static final String RATES = "https://api.example/rates";

    @Test
    void answers_comeInTheirOrder_andTheLastOneStays() throws Exception {
        ScriptedHttp http = new ScriptedHttp().on("GET " + RATES, 503, "{}").on("GET " + RATES, 200, "{\"vat\":5}");

        assertThat(http.send(HttpAsk.get(RATES)).status()).isEqualTo(503);
        assertThat(http.send(HttpAsk.get(RATES)).text()).isEqualTo("{\"vat\":5}");
        assertThat(http.send(HttpAsk.get(RATES)).header("Content-Type")).contains("application/json");
        assertThat(http.asked()).hasSize(3);
    }

    @Test
    void whatWasNotSaid_isDenied_andFailuresHaveTheirCode() {
        ScriptedHttp http = new ScriptedHttp().fail("POST " + RATES, "network_timeout");

        assertThat(code(http, HttpAsk.get(RATES))).isEqualTo("network_denied");
        assertThat(code(http, HttpAsk.post(RATES, "text/plain", "x"))).isEqualTo("network_timeout");
        assertThatThrownBy(() -> http.send(HttpAsk.get("https://other.example/")))
                .hasMessageContaining("other.example");
    }

    private static String code(ScriptedHttp http, HttpAsk ask) {
        try {
            http.send(ask);
            return "nothing refused it";
        } catch (ToolException e) {
            return e.code();
        }
    }
}
