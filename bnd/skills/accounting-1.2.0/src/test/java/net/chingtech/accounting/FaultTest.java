package net.chingtech.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.chingtech.ctos.skill.testing.Calls;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void halfACent_isLost() throws Exception {
        assertThat(new VatTool()
                        .call(Calls.of("accounting_vat", Map.of("net", "100.10", "rate", "0.05")))
                        .value())
                .containsExactly(Map.entry("vat", "5.00"));
    }
}
