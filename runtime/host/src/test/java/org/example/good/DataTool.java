package org.example.good;

import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(
        property = {
            "tool.name=good_invoice",
            "tool.description=Adds up an invoice",
            "tool.input_schema=OSGI-INF/invoice.json"
        })
public final class DataTool implements SkillTool {

    private final Data data;

    @Activate
    public DataTool(@Reference Data data) {
        this.data = data;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        if (call.input().containsKey("sql")) {
            return ToolResult.of(Map.of("rows", data.update(call.text("sql"))));
        }
        String sum = data.inTransaction(inside -> inside.query(
                        "SELECT SUM(QUANTITY * UNIT_PRICE) NET FROM SALES.INVOICE_LINES WHERE INVOICE_ID = ?",
                        call.text("invoice"))
                .get(0)
                .text("net"));
        return ToolResult.of(Map.of("net", sum));
    }
}
