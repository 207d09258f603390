package org.example.ledger;

import java.math.BigDecimal;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds an amount. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=ledger_add",
            SkillTool.DESCRIPTION + "=Adds an amount to the ledger, in place of one with the same name.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/ledger_add.json"
        })
public final class AddTool implements SkillTool {

    private final Data data;

    @Activate
    public AddTool(@Reference Data data) {
        this.data = data;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        long cents = new BigDecimal(call.text("amount")).movePointRight(2).longValueExact();
        data.inTransaction(within -> {
            within.update("DELETE FROM ENTRY WHERE NAME = ?", call.text("name"));
            return within.update(
                    "INSERT INTO ENTRY(NAME, CENTS, REMARK) VALUES (?, ?, ?)",
                    call.text("name"),
                    cents,
                    call.input().get("remark"));
        });
        return ToolResult.of(Map.of("name", call.text("name")));
    }
}
