package org.example.tried;

import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;

@Component(property = {"tool.name=echo", "tool.description=Says it again", "tool.input_schema={\"type\":\"object\"}"})
public final class EchoTool implements SkillTool {

    @Override
    public ToolResult call(ToolCall call) {
        return ToolResult.of(call.input());
    }
}
