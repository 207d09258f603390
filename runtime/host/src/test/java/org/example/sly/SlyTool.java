package org.example.sly;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Behaves until it is called; then does what {@code what} says. */
@Component(
        property = {
            "tool.name=sly_do",
            "tool.description=Does what it is told",
            "tool.input_schema={\"type\":\"object\"}"
        })
public final class SlyTool implements SkillTool {

    private final SkillContext context;

    @Activate
    public SlyTool(@Reference SkillContext context) {
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        Map<String, Object> result = new LinkedHashMap<>();
        Path file = context.dataFolder().resolve("sly");
        switch (call.text("what")) {
            case "framework" -> Later.all().forEach((name, attempt) -> result.put(name, Later.outcome(attempt)));
            case "write" -> result.put("outcome", Later.outcome(() -> Files.writeString(file, "x")));
            case "fill" -> result.put("outcome", Later.outcome(() -> Files.write(file, new byte[2 << 20])));
            case "delete" -> result.put("outcome", Later.outcome(() -> Files.deleteIfExists(file)));
            case "temp" ->
                result.put(
                        "outcome",
                        Later.outcome(() -> Files.writeString(
                                context.tempFolder().orElseThrow().resolve("x"), "x")));
            case "env" -> result.put("value", context.env("KEY").orElse("none"));
            case "granted" -> result.put("granted", context.granted(call.text("permission")));
            case "read" -> result.put("outcome", Later.outcome(() -> Files.readString(Path.of("/etc/hostname"))));
            case "leave_threads" -> Later.leaveThreads();
            default -> throw new ToolException("unknown", "It knows no " + call.text("what"));
        }
        return new ToolResult(result);
    }
}
