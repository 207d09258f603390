package org.example.settled;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Is there only when somebody set what it needs. */
@Component(
        configurationPid = "org.example.settled.server",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            SkillTool.NAME + "=settled_needy",
            SkillTool.DESCRIPTION + "=Shows where it would connect to",
            SkillTool.INPUT_SCHEMA + "={\"type\":\"object\"}"
        })
public final class NeedyTool implements SkillTool {

    private final Object server;

    @Activate
    public NeedyTool(Map<String, Object> properties) {
        server = properties.get("server");
    }

    @Override
    public ToolResult call(ToolCall call) {
        return new ToolResult(Map.of("server", String.valueOf(server)));
    }
}
