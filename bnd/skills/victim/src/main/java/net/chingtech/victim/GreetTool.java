package net.chingtech.victim;

import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What other skills may call: says who called, and calls back when it is asked to. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=victim_greet",
            SkillTool.DESCRIPTION + "=Greets its caller by name.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/victim_greet.json"
        })
public final class GreetTool implements SkillTool {

    private final Skills skills;

    @Activate
    public GreetTool(@Reference Skills skills) {
        this.skills = skills;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", call.caller().kind().name());
        answer.put("name", call.caller().name());
        if (Boolean.TRUE.equals(call.input().get("call_back"))) {
            answer.put(
                    "back",
                    skills.call("net.chingtech.escape", "escape_again", Map.of())
                            .value());
        }
        return ToolResult.of(answer);
    }
}
