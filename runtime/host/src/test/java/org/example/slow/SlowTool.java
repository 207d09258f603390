package org.example.slow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says that it began by making a file, and answers when another file is there. When asked to, it heeds an interrupt, and
 * uses the JVM's clock before, whose thread keeps the rights of whoever used it first.
 */
@Component(
        property = {"tool.name=slow_tool", "tool.description=Takes its time", "tool.input_schema={\"type\":\"object\"}"
        })
public final class SlowTool implements SkillTool {

    private final SkillContext context;

    @Activate
    public SlowTool(@Reference SkillContext context) {
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) {
        try {
            if (call.input().containsKey("use_the_clock")) {
                new CompletableFuture<Void>().orTimeout(1, TimeUnit.MILLISECONDS);
            }
            Path go = context.dataFolder().resolve("go");
            Files.writeString(context.dataFolder().resolve("began"), "x");
            while (!Files.exists(go)) {
                if (call.input().containsKey("heed") && Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("interrupted");
                }
                Thread.onSpinWait();
            }
            return ToolResult.of(Map.of("version", context.version()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
