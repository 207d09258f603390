package net.chingtech.ctos.child.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.engine.calls.PlainValues;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import net.chingtech.ctos.wire.Peer;

/** Other skills. The container knows through which skills this call came, and decides. */
final class SkillsProxy implements Skills {

    /** A little longer than the container waits itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final Asking asking;

    SkillsProxy(Peer container) {
        asking = new Asking(container, Skills.class, "call_denied", "tool_failed", "call_timeout");
    }

    @Override
    public ToolResult call(String skillId, String tool, Map<String, ?> input) throws ToolException {
        Map<String, Object> parameters =
                Map.of("skill", String.valueOf(skillId), "tool", String.valueOf(tool), "input", plain(input));
        Object answer = asking.ask("skills.call", parameters, PATIENCE);
        if (answer instanceof Map<?, ?> object && object.get("value") instanceof Map<?, ?> value) {
            Map<String, Object> result = new LinkedHashMap<>();
            value.forEach((name, member) -> result.put((String) name, member));
            return new ToolResult(result);
        }
        throw asking.strange();
    }

    /** Copied with the skill's own rights: its maps and lists may be code. */
    private static Map<String, Object> plain(Map<String, ?> input) throws ToolException {
        try {
            return PlainValues.copy(input == null ? Map.of() : input);
        } catch (PlainValues.NotPlain e) {
            throw new ToolException("input_invalid", "The input at " + e.getMessage() + ".", e);
        }
    }
}
