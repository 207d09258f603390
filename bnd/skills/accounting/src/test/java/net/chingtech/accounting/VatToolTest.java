package net.chingtech.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.testing.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VatToolTest {

    @ParameterizedTest
    @CsvSource({
        "100.10, 0.05, 5.01",
        "100.30, 0.05, 5.02",
        "-100.10, 0.05, -5.01",
        "100.09, 0.05, 5.00",
        "0, 0.05, 0.00",
        "999999999999.99, 1, 999999999999.99",
        "80, 0.0775, 6.20"
    })
    void halfACent_goesUp(String net, String rate, String vat) throws Exception {
        assertThat(vat(net, rate)).isEqualTo(vat);
    }

    @ParameterizedTest
    @CsvSource({
        "1e3, 0.05, amount_invalid",
        "1.001, 0.05, amount_invalid",
        "'', 0.05, amount_invalid",
        "1, 1.5, rate_invalid",
        "1, 5%, rate_invalid"
    })
    void whatIsNoNumber_isRefusedWithItsCode(String net, String rate, String code) {
        assertThatThrownBy(() -> vat(net, rate)).isInstanceOfSatisfying(ToolException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void aMissingAmount_isRefused() {
        assertThatThrownBy(() -> new VatTool().call(Calls.of("accounting_vat", Map.of("rate", "0.05"))))
                .isInstanceOf(ToolException.class);
    }

    private static Object vat(String net, String rate) throws ToolException {
        return new VatTool()
                .call(Calls.of("accounting_vat", Map.of("net", net, "rate", rate)))
                .value()
                .get("vat");
    }
}
