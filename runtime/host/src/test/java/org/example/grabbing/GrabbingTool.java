package org.example.grabbing;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has Declarative Services fetch what it may not have. */
@Component(
        property = {
            SkillTool.NAME + "=grabbing_tool",
            SkillTool.DESCRIPTION + "=Grabs",
            SkillTool.INPUT_SCHEMA + "={\"type\":\"object\"}"
        })
public final class GrabbingTool implements SkillTool {

    private final Object admin;

    @Activate
    public GrabbingTool(@Reference(service = ConfigurationAdmin.class) Map<String, Object> admin) {
        this.admin = admin;
    }

    @Override
    public ToolResult call(ToolCall call) {
        return new ToolResult(Map.of("got", String.valueOf(admin)));
    }
}
