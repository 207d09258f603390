package net.chingtech.bench;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;

/** Takes a millisecond, as something useful would, and says its version; fails when it was stopped, as what is closed does. */
public final class WorkTool implements SkillTool {

    /** How long a call works; the plain service beside it works as long. */
    public static final long NANOS = 1_000_000;

    private final SkillContext context;
    private volatile boolean stopped;

    public WorkTool(SkillContext context) {
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) {
        LockSupport.parkNanos(NANOS);
        if (stopped) {
            throw new IllegalStateException("called after its stop");
        }
        return ToolResult.of(Map.of("version", context.version()));
    }

    void stop() {
        stopped = true;
    }
}
