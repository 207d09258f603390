package org.example.good;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(
        property = {
            "tool.name=good_ask",
            "tool.description=Asks another skill",
            "tool.input_schema={\"type\":\"object\"}"
        })
public final class AskTool implements SkillTool {

    private final Skills skills;

    @Activate
    public AskTool(@Reference Skills skills) {
        this.skills = skills;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        return skills.call(call.text("skill"), call.text("tool"), Map.of("text", "from good"));
    }
}
