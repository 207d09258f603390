package org.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.testing.Calls;
import net.chingtech.ctos.skill.testing.ComponentSettings;
import net.chingtech.ctos.skill.testing.MemoryData;
import net.chingtech.ctos.skill.testing.Upgrade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final String PID = "org.example.ledger";
    private static final Path SCRIPTS = Path.of("src/main/resources/migrations");

    @TempDir
    Path folder;

    private static String script(String version) throws Exception {
        return Files.readString(SCRIPTS.resolve(version + ".sql"));
    }

    private static Map<String, Object> list(MemoryData data, Map<String, ?> settings) throws Exception {
        return new ListTool(data, ComponentSettings.of(LedgerSettings.class, settings))
                .call(Calls.of("ledger_list", Map.of()))
                .value();
    }

    @Test
    void whatIsAdded_isListed_inTheCurrencyThatIsSet() throws Exception {
        try (MemoryData data = new MemoryData(script("1.0.0") + script("1.1.0"))) {
            new AddTool(data).call(Calls.of("ledger_add", Map.of("name", "tea", "amount", "12.50", "remark", "green")));

            assertThat(list(data, Map.of()))
                    .isEqualTo(Map.of(
                            "entries", List.of(Map.of("name", "tea", "amount", "12.50 EUR", "remark", "green"))));
            assertThat(list(data, Map.of("currencies", List.of("TWD", "EUR"), "seal", "s3cret")))
                    .hasEntrySatisfying(
                            "entries", entries -> assertThat(entries.toString()).contains("12.50 TWD"))
                    .hasEntrySatisfying(
                            "seal", seal -> assertThat(seal.toString()).hasSize(64));
        }
    }

    @Test
    void whatVersion100Left_isBroughtForward() throws Exception {
        try (MemoryData data =
                new MemoryData(script("1.0.0") + "INSERT INTO ENTRY VALUES ('tea', '12.50');" + script("1.1.0"))) {
            Files.writeString(folder.resolve("remarks.txt"), "tea\tblack\ntea\tgreen\n");
            Upgrade upgrade = new Upgrade("1.0.0", "1.1.0", folder)
                    .set(PID, "currency", "TWD")
                    .set(PID, "seal", "s3cret");

            new RemarksMigration(data).migrate(upgrade);

            assertThat(upgrade.settings(PID)).isEqualTo(Map.of("currencies", List.of("TWD"), "seal", "s3cret"));
            assertThat(list(data, Map.of("currencies", List.of("TWD"))))
                    .isEqualTo(Map.of(
                            "entries", List.of(Map.of("name", "tea", "amount", "12.50 TWD", "remark", "green"))));
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aFileThatIsNotOurs_isNotBroughtForward_andTheReasonSaysWhere() throws Exception {
        try (MemoryData data = new MemoryData(script("1.0.0") + script("1.1.0"))) {
            Files.writeString(folder.resolve("remarks.txt"), "tea\tgreen\nnonsense\n");

            assertThatThrownBy(() -> new RemarksMigration(data).migrate(new Upgrade("1.0.0", "1.1.0", folder)))
                    .hasMessage("line 2 of remarks.txt has no tab");
        }
    }
}
