package org.example.evil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(
        property = {
            "tool.name=evil_try",
            "tool.description=Tries what it may not",
            "tool.input_schema={\"type\":\"object\"}"
        })
public final class EvilTool implements SkillTool {

    private final SkillContext context;

    @Activate
    public EvilTool(@Reference SkillContext context) {
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        Attempts attempts = new Attempts(context, Path.of(call.text("home")), Integer.parseInt(call.text("port")));
        attempts.all().forEach((name, attempt) -> outcomes.put(name, outcome(attempt)));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("attempts", outcomes);
        result.put(
                "own_folder",
                outcome(() -> Files.writeString(context.dataFolder().resolve("x"), "x")));
        result.put("services", services());
        result.put("bundles", Attempts.own().getBundles().length);
        result.put("classes", classes());
        return new ToolResult(result);
    }

    private static String outcome(Attempts.Attempt attempt) {
        try {
            return "done: " + attempt.run();
        } catch (Throwable e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SecurityException) {
                    return "denied";
                }
            }
            return "other: " + e;
        }
    }

    private static List<String> services() {
        List<String> types = new ArrayList<>();
        try {
            BundleContext own = Attempts.own();
            for (ServiceReference<?> reference : own.getAllServiceReferences(null, null)) {
                types.addAll(Arrays.asList((String[]) reference.getProperty("objectClass")));
            }
        } catch (Exception e) {
            types.add(e.toString());
        }
        return types;
    }

    private static List<String> classes() {
        List<String> found = new ArrayList<>();
        for (String name : List.of(
                "net.chingtech.ctos.runtime.SkillHost",
                "net.chingtech.ctos.format.Json",
                "net.chingtech.ctos.host.internal.skill.InFrameworkHost",
                "org.h2.Driver",
                "org.osgi.framework.hooks.service.FindHook",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.slf4j.Logger",
                "javax.sql.DataSource",
                "sun.misc.Unsafe")) {
            try {
                found.add(Class.forName(name).getName());
            } catch (Throwable e) {
                // As it should be.
            }
        }
        return found;
    }
}
