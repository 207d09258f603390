package org.example.bare;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;

@Component(
        property = {"tool.name=bare_echo", "tool.description=Says it again", "tool.input_schema={\"type\":\"object\"}"})
public final class EchoTool implements SkillTool {
    @Override
    public ToolResult call(ToolCall call) {
        return ToolResult.of(Map.of(
                "text",
                String.valueOf(call.text("text")),
                "caller",
                call.caller().name()));
    }
}
