package org.example.tried;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(
        property = {"tool.name=gateway", "tool.description=Uses a gateway", "tool.input_schema={\"type\":\"object\"}"})
public final class GatewayTool implements SkillTool {

    private final SkillContext context;
    private final Data data;
    private final Skills skills;
    private final Http http;

    @Activate
    public GatewayTool(
            @Reference SkillContext context, @Reference Data data, @Reference Skills skills, @Reference Http http) {
        this.context = context;
        this.data = data;
        this.skills = skills;
        this.http = http;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        return switch (call.text("what")) {
            case "context" -> context();
            case "query" ->
                rows(data.query("SELECT 1", 7, "text", LocalDate.of(2026, 1, 31), new BigDecimal("5"), null));
            case "strange" -> rows(data.query("SELECT 1", new Object()));
            case "transaction" -> ToolResult.of(Map.of("count", data.inTransaction(this::twice)));
            case "taken back" ->
                data.inTransaction(in -> {
                    in.update("one");
                    throw new ToolException("changed_my_mind", "Not so.");
                });
            case "skills" -> skills.call("org.example.other", "other", Map.of("half", 0.5, "list", List.of(1)));
            case "http" -> http();
            case "log" -> {
                context.log(System.Logger.Level.INFO, "half \ud800 and " + "x".repeat(10_000));
                yield ToolResult.of(Map.of());
            }
            default -> throw new ToolException("not_known", call.text("what"));
        };
    }

    private ToolResult context() {
        Map<String, Object> is = new LinkedHashMap<>();
        is.put("id", context.id());
        is.put("version", context.version());
        is.put("data", context.dataFolder().toString());
        is.put("temp", context.tempFolder().isPresent());
        is.put("granted", context.granted("env:COLOUR"));
        is.put("env", context.env("COLOUR").orElse(null));
        return new ToolResult(is);
    }

    private static ToolResult rows(List<Row> rows) {
        Map<String, Object> first = new LinkedHashMap<>();
        rows.get(0)
                .values()
                .forEach((name, value) ->
                        first.put(name, value == null ? null : value.getClass().getSimpleName() + " " + value));
        return new ToolResult(first);
    }

    private int twice(Data in) throws ToolException {
        return in.update("one") + in.inTransaction(same -> same.update("two", 1.5));
    }

    private ToolResult http() throws ToolException {
        HttpReply reply = http.send(
                HttpAsk.post("https://example.com/x", "text/plain", "hello").with("X-A", "b"));
        return ToolResult.of(Map.of("status", reply.status(), "text", reply.text(), "headers", reply.headers()));
    }
}
