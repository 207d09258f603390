package net.chingtech.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;

/** As {@link WorkTool}, of a skill with a megabyte of data. */
public final class KeepingTool implements SkillTool {

    private static final int DATA = 1024 * 1024;

    private final WorkTool work;

    public KeepingTool(SkillContext context) throws IOException {
        Path file = context.dataFolder().resolve("kept");
        if (!Files.exists(file)) {
            Files.write(file, new byte[DATA]);
        }
        work = new WorkTool(context);
    }

    @Override
    public ToolResult call(ToolCall call) {
        return work.call(call);
    }

    void stop() {
        work.stop();
    }
}
