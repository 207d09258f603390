package org.example.unhealthy;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;

@Component(
        service = {SkillTool.class, HealthCheck.class},
        property = {
            "tool.name=unhealthy_tool",
            "tool.description=Is not well",
            "tool.input_schema={\"type\":\"object\"}"
        })
public final class UnhealthyTool implements SkillTool, HealthCheck {
    @Override
    public ToolResult call(ToolCall call) {
        return ToolResult.of(Map.of());
    }

    @Override
    public Result execute() {
        return new Result(Result.Status.CRITICAL, "the ledger does not balance");
    }
}
