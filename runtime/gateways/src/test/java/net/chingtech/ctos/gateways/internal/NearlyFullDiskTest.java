package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database never meets a disk that skills have filled. */
class NearlyFullDiskTest {

    private static final String MOVE = "UPDATE CRM.CUSTOMERS SET CITY = 'Taipei' WHERE ID = 'C-001'";
    private static final long ENOUGH = 32 << 20;

    @TempDir
    Path folder;

    @Test
    void skillsReadOnly_untilThereIsRoom_andATransactionIsTakenBack() throws Exception {
        AtomicLong free = new AtomicLong(ENOUGH);
        try (Desk desk = new Desk(folder, free::get)) {
            Data data = new DataGateway(desk.admit("net.example.writer", "db:write:crm"));
            assertThat(data.update(MOVE)).isOne();

            free.set(ENOUGH - 1);
            assertThatThrownBy(() -> data.update(MOVE))
                    .isInstanceOfSatisfying(
                            ToolException.class, e -> assertThat(e.code()).isEqualTo("data_no_space"))
                    .hasMessageContaining("32 MiB");
            assertThat(data.query("SELECT CITY FROM CRM.CUSTOMERS WHERE ID = 'C-001'"))
                    .hasSize(1);

            free.set(ENOUGH);
            assertThatThrownBy(() -> data.inTransaction(inside -> {
                        inside.update("UPDATE CRM.CUSTOMERS SET CITY = 'Nowhere' WHERE ID = 'C-001'");
                        free.set(0);
                        return inside.update(MOVE);
                    }))
                    .hasMessageContaining("32 MiB");
            free.set(ENOUGH);
            assertThat(data.query("SELECT CITY FROM CRM.CUSTOMERS WHERE ID = 'C-001'")
                            .get(0)
                            .text("city"))
                    .isEqualTo("Taipei");
            assertThat(data.update(MOVE)).isOne();
        }
    }
}
