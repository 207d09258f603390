package org.example.throwing;

import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

@Component(
        property = {"tool.name=throwing_tool", "tool.description=Never there", "tool.input_schema={\"type\":\"object\"}"
        })
public final class ThrowingTool implements SkillTool {

    @Activate
    public ThrowingTool() {
        throw new IllegalStateException("the licence file is missing");
    }

    @Override
    public ToolResult call(ToolCall call) {
        throw new UnsupportedOperationException();
    }
}
