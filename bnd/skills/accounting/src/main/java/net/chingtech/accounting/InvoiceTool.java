package net.chingtech.accounting;

import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads an invoice with its lines and totals; the customer's name comes from the CRM skill. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=accounting_invoice",
            SkillTool.DESCRIPTION + "=Reads an invoice: dates, status, customer, lines, net, VAT and gross.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/accounting_invoice.json"
        })
public final class InvoiceTool implements SkillTool {

    private static final String CRM = "net.chingtech.crm";

    private final Invoices invoices;
    private final Skills skills;

    @Activate
    public InvoiceTool(@Reference Data data, @Reference Skills skills) {
        this.invoices = new Invoices(data);
        this.skills = skills;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        String number = call.text("invoice");
        Invoice invoice = invoices.byNumber(number)
                .orElseThrow(() -> new ToolException(
                        "invoice_unknown", "There is no invoice " + number + ". Check the number on the document."));
        ToolResult customer = skills.call(CRM, "crm_customer", Map.of("customer", invoice.customer()));
        return ToolResult.of(invoice.shown(customer.value().get("name")));
    }
}
