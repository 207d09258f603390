package org.example.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Shows all amounts, with a seal over them when there is a secret for it. */
@Component(
        configurationPid = "org.example.ledger",
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=ledger_list",
            SkillTool.DESCRIPTION + "=Shows all amounts in the ledger.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/ledger_list.json"
        })
@Designate(ocd = LedgerSettings.class)
public final class ListTool implements SkillTool {

    private final Data data;
    private final Remarks remarks;
    private final LedgerSettings settings;

    @Activate
    public ListTool(@Reference Data data, @Reference SkillContext context, LedgerSettings settings) {
        this.data = data;
        remarks = new Remarks(context.dataFolder());
        this.settings = settings;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        Map<String, String> told = remarks.all();
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Row row : data.query("SELECT NAME, AMOUNT FROM ENTRY ORDER BY NAME")) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", row.text("name"));
            entry.put("amount", row.text("amount") + " " + settings.currency());
            entry.put("remark", told.get(row.text("name")));
            entries.add(entry);
        }
        Map<String, Object> shown = new LinkedHashMap<>(Map.of("entries", entries));
        if (settings.seal() != null) {
            shown.put("seal", seal(entries.toString(), settings.seal()));
        }
        return ToolResult.of(shown);
    }

    /** The secret itself is never shown. */
    private static String seal(String text, String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((secret + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
