package org.example.good;

import java.io.UncheckedIOException;
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

@Component(
        property = {
            "tool.name=good_greet",
            "tool.description=Greets somebody",
            "tool.input_schema={\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}"
        })
public final class GreetTool implements SkillTool {

    private final Greeter greeter;
    private final SkillContext context;

    @Activate
    public GreetTool(@Reference Greeter greeter, @Reference SkillContext context) {
        this.greeter = greeter;
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        String name = call.text("name");
        if (name.equals("nobody")) {
            throw new ToolException("nobody_there", "There is nobody to greet.");
        }
        if (name.equals("crash")) {
            throw new IllegalStateException("inner secret");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("greeting", greeter.greet(name));
        result.put("version", context.version());
        result.put("caller", call.caller().name());
        result.put("loader_is_own", Thread.currentThread().getContextClassLoader() == GreetTool.class.getClassLoader());
        try {
            Path file = context.dataFolder().resolve("greeted");
            Files.writeString(file, name);
            result.put("stored", Files.readString(file));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
        context.log(System.Logger.Level.INFO, "greeted " + name);
        if (name.equals("object")) {
            result.put("object", new Thread());
        }
        return new ToolResult(result);
    }
}
