package org.example.fading;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Turns off the other tool, or turns it on again. */
@Component(
        property = {
            SkillTool.NAME + "=fading_turn",
            SkillTool.DESCRIPTION + "=Turns the other one off",
            SkillTool.INPUT_SCHEMA + "={\"type\":\"object\"}"
        })
public final class FadingTool implements SkillTool {

    private final ComponentContext context;

    @Activate
    public FadingTool(ComponentContext context) {
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) {
        context.disableComponent(OtherTool.class.getName());
        return new ToolResult(Map.of());
    }
}
