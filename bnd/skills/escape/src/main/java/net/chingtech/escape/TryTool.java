package net.chingtech.escape;

import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs exactly one attempt and says what came of it. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=escape_try",
            SkillTool.DESCRIPTION + "=Tries one way out of the fence and says what happened.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/escape_try.json"
        })
public final class TryTool implements SkillTool {

    private static final int LONGEST = 2_000;

    private final SkillContext context;
    private final Data data;
    private final Skills skills;
    private final Http http;

    @Activate
    public TryTool(
            @Reference SkillContext context, @Reference Data data, @Reference Skills skills, @Reference Http http) {
        this.context = context;
        this.data = data;
        this.skills = skills;
        this.http = http;
    }

    @Override
    @SuppressWarnings("unchecked") // The schema says that hints are an object.
    public ToolResult call(ToolCall call) throws ToolException {
        Attempt attempt = Attempts.byName().get(call.text("attempt"));
        if (attempt == null) {
            throw new ToolException("attempt_unknown", "There is no attempt " + call.text("attempt") + ".");
        }
        Object hints = call.input().getOrDefault("hints", Map.of());
        World world = new World(context, data, skills, http, (Map<String, Object>) hints);
        try {
            Object got = attempt.way().go(world);
            // Attempts on whoever takes the result give it as it is.
            return got instanceof ToolResult odd ? odd : said(got == World.TRIED ? "tried" : "done", "", got);
        } catch (Passing e) {
            throw e.toRouter();
        } catch (Throwable e) {
            return said("denied", by(e), e.getMessage());
        }
    }

    private static ToolResult said(String outcome, String by, Object evidence) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("outcome", outcome);
        said.put("by", by);
        String text = String.valueOf(evidence);
        said.put("evidence", text.substring(0, Math.min(text.length(), LONGEST)));
        return ToolResult.of(said);
    }

    /** Who said no: the code of a gateway, or the exception. */
    private static String by(Throwable e) {
        Throwable told = e;
        while (told instanceof ReflectiveOperationException && told.getCause() != null) {
            told = told.getCause();
        }
        return told instanceof ToolException gateway
                ? gateway.code()
                : told.getClass().getSimpleName();
    }
}
