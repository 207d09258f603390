package org.example.waiting;

import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(
        property = {
            "tool.name=waiting_tool",
            "tool.description=Waits for data that was not granted",
            "tool.input_schema={\"type\":\"object\"}"
        })
public final class WaitingTool implements SkillTool {

    private final Data data;

    @Activate
    public WaitingTool(@Reference Data data) {
        this.data = data;
    }

    @Override
    public ToolResult call(ToolCall call) {
        return ToolResult.of(Map.of("data", data.toString()));
    }
}
