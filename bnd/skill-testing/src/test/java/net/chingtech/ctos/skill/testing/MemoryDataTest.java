package net.chingtech.ctos.skill.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.Test;

class MemoryDataTest {

    private static final String SCRIPT = """
            CREATE TABLE THINGS(ID VARCHAR PRIMARY KEY, COUNTED INT, PRICE DECIMAL(12,2), SINCE DATE);
            INSERT INTO THINGS VALUES ('T-1', 3, 9.90, DATE '2024-02-29')""";

    @Test
    void values_haveTheTypesThatTheGatewayPromises() throws Exception {
        try (MemoryData data = new MemoryData(SCRIPT)) {
            assertThat(data.query("SELECT * FROM THINGS WHERE ID = ?", "T-1"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.values())
                            .containsEntry("id", "T-1")
                            .containsEntry("counted", 3L)
                            .containsEntry("price", new BigDecimal("9.90"))
                            .containsEntry("since", LocalDate.of(2024, 2, 29)));
        }
    }

    @Test
    void aTransactionThatThrows_takesBackWhatItDid() throws Exception {
        try (MemoryData data = new MemoryData(SCRIPT)) {
            assertThatThrownBy(() -> data.inTransaction(in -> {
                        in.update("DELETE FROM THINGS");
                        throw new ToolException("changed_my_mind", "no");
                    }))
                    .isInstanceOf(ToolException.class);
            assertThat(data.query("SELECT * FROM THINGS")).hasSize(1);
        }
    }
}
