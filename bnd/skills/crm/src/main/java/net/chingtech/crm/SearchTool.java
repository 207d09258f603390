package net.chingtech.crm;

import java.util.LinkedHashMap;
import java.util.List;
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

/** Finds customers by a part of their name or city. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=crm_search",
            SkillTool.DESCRIPTION + "=Finds customers by a part of their name or city; at most 20, by name.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/crm_search.json"
        })
public final class SearchTool implements SkillTool {

    private static final int MOST = 20;

    private final Customers customers;

    @Activate
    public SearchTool(@Reference Data data) {
        customers = new Customers(data);
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        // One more than is shown says whether there are more.
        List<Row> found = customers.containing(call.text("text"), MOST + 1);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "customers", found.stream().limit(MOST).map(SearchTool::shown).toList());
        answer.put("more", found.size() > MOST);
        return ToolResult.of(answer);
    }

    private static Map<String, Object> shown(Row customer) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("customer", customer.text("id"));
        shown.put("name", customer.text("name"));
        shown.put("city", customer.text("city"));
        return shown;
    }
}
