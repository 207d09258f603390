package net.chingtech.ctos.child.rehearsal;

import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/** Uses everything that a skill has; it is loaded from the bundle that {@link Rehearsal} makes of it. */
public final class RehearsalTool implements SkillTool {

    private final SkillContext context;
    private final Data data;
    private final Skills skills;
    private final Http http;

    public RehearsalTool(SkillContext context, Data data, Skills skills, Http http) {
        this.context = context;
        this.data = data;
        this.skills = skills;
        this.http = http;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Map<String, Object> said = new LinkedHashMap<>(call.input());
        said.put("data", answer(() -> data.query("SELECT 1", 1, "text")));
        said.put("skills", answer(() -> skills.call("none.at.all", "none", Map.of())));
        said.put("http", answer(() -> http.send(HttpAsk.get("https://example.com/"))));
        context.log(System.Logger.Level.DEBUG, "The rehearsal is over.");
        return new ToolResult(said);
    }

    private interface Use {
        Object run() throws ToolException;
    }

    private static String answer(Use use) {
        try {
            return String.valueOf(use.run());
        } catch (ToolException e) {
            return e.code();
        }
    }
}
