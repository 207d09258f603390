package org.example.broken;

import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

@Component(property = {"tool.name=never", "tool.description=Never answers", "tool.input_schema={}"})
public final class BrokenTool implements SkillTool {

    @Activate
    public BrokenTool() {
        throw new IllegalStateException("the ledger is missing");
    }

    @Override
    public ToolResult call(ToolCall call) {
        return null;
    }
}
