package net.chingtech.escape;

import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;

/** Names all attempts and says what they try. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=escape_list",
            SkillTool.DESCRIPTION + "=Names the attempts that escape_try knows.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/escape_list.json"
        })
public final class ListTool implements SkillTool {

    @Override
    public ToolResult call(ToolCall call) {
        Map<String, Object> list = new LinkedHashMap<>();
        Attempts.byName().forEach((name, attempt) -> list.put(name, attempt.tries()));
        return ToolResult.of(list);
    }
}
