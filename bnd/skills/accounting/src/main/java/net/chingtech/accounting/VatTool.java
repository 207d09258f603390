package net.chingtech.accounting;

import java.math.BigDecimal;
import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;

/** Calculates VAT on an amount. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=accounting_vat",
            SkillTool.DESCRIPTION + "=Calculates the VAT on a net amount at a rate, in cents.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/accounting_vat.json"
        })
public final class VatTool implements SkillTool {

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        BigDecimal net = Amounts.amount(call.text("net"));
        BigDecimal rate = Amounts.rate(call.text("rate"));
        return ToolResult.of(Map.of("vat", Amounts.vat(net, rate).toPlainString()));
    }
}
