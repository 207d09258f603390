package org.example.updated;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Says which start of the skill answers, after a little while; fails when that one was stopped. */
@Component(property = {"tool.name=updated_who", "tool.description=Says who", "tool.input_schema={\"type\":\"object\"}"})
public final class WhoTool implements SkillTool {

    private static final long A_WHILE = 300_000;

    private final String instance = UUID.randomUUID().toString();
    private volatile boolean stopped;

    @Override
    public ToolResult call(ToolCall call) {
        LockSupport.parkNanos(A_WHILE);
        if (stopped) {
            throw new IllegalStateException("called after its stop");
        }
        return ToolResult.of(Map.of("instance", instance));
    }

    @Deactivate
    void stop() {
        stopped = true;
    }
}
