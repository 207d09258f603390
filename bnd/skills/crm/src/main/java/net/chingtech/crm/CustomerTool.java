package net.chingtech.crm;

import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells who a customer is. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=crm_customer",
            SkillTool.DESCRIPTION + "=Tells a customer's name, city, e-mail address and since when they buy.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/crm_customer.json"
        })
public final class CustomerTool implements SkillTool {

    private final Customers customers;

    @Activate
    public CustomerTool(@Reference Data data) {
        customers = new Customers(data);
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        String number = call.text("customer");
        Row customer = customers
                .byNumber(number)
                .orElseThrow(() -> new ToolException(
                        "customer_unknown", "There is no customer " + number + ". Find one with crm_search."));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("customer", customer.text("id"));
        answer.put("name", customer.text("name"));
        answer.put("city", customer.text("city"));
        answer.put("email", customer.text("email"));
        answer.put("since", customer.text("since"));
        return ToolResult.of(answer);
    }
}
