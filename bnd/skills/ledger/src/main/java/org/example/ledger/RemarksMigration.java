package org.example.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.MigrationContext;
import net.chingtech.ctos.skill.SkillMigration;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes the remarks of 1.0.0 out of their file into the table, and its one currency into the list of them. */
@Component(property = SkillMigration.NAME + "=remarks")
public final class RemarksMigration implements SkillMigration {

    private static final String PID = "org.example.ledger";

    private final Data data;

    @Activate
    public RemarksMigration(@Reference Data data) {
        this.data = data;
    }

    @Override
    public void migrate(MigrationContext context) throws IOException, ToolException {
        Path file = context.dataFolder().resolve("remarks.txt");
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String[] parts = lines.get(i).split("\t", 2);
                if (parts.length < 2) {
                    throw new IOException("line " + (i + 1) + " of remarks.txt has no tab");
                }
                data.update("UPDATE ENTRY SET REMARK = ? WHERE NAME = ?", parts[1], parts[0]);
            }
            Files.delete(file);
        }
        Map<String, Object> settings = new LinkedHashMap<>(context.settings(PID));
        Object currency = settings.remove("currency");
        if (currency != null) {
            settings.put("currencies", List.of(currency));
            context.settings(PID, settings);
        }
    }
}
