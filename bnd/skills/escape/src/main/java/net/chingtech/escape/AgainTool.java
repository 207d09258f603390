package net.chingtech.escape;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;

/** The tool that a circle of calls would come back to. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=escape_again",
            SkillTool.DESCRIPTION + "=Answers whoever came back in a circle.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/escape_again.json"
        })
public final class AgainTool implements SkillTool {

    @Override
    public ToolResult call(ToolCall call) {
        return ToolResult.of(Map.of("came_back", call.caller().name(), "whole", isWhole()));
    }

    /** Not after an attempt that took the skill itself apart: what is tried then shows nothing. */
    private static boolean isWhole() {
        return World.bundles() != null;
    }
}
