package org.example.fading;

import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;

/** The other one. */
@Component(
        property = {
            SkillTool.NAME + "=fading_other",
            SkillTool.DESCRIPTION + "=Is there, for a while",
            SkillTool.INPUT_SCHEMA + "={\"type\":\"object\"}"
        })
public final class OtherTool implements SkillTool {

    @Override
    public ToolResult call(ToolCall call) {
        return new ToolResult(call.input());
    }
}
