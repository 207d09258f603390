package test.crash;

import java.util.Map;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;

/** Keeps nothing, and tells its version. */
public final class LightTool implements SkillTool {

    private final SkillContext context;

    public LightTool(SkillContext context) {
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) {
        return ToolResult.of(Map.of("version", context.version()));
    }
}
