package org.example.notes;

import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps a note. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=notes_add",
            SkillTool.DESCRIPTION + "=Keeps a note of at most 2000 characters; answers its id and how many there are.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/notes_add.json"
        })
public final class AddTool implements SkillTool {

    private final NoteFolder notes;

    @Activate
    public AddTool(@Reference NoteFolder notes) {
        this.notes = notes;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", notes.add(call.text("text")).id());
        answer.put("count", notes.count());
        return ToolResult.of(answer);
    }
}
