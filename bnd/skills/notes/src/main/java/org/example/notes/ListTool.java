package org.example.notes;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the notes. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=notes_list",
            SkillTool.DESCRIPTION + "=Shows the notes that were kept, the newest first.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/notes_list.json"
        })
public final class ListTool implements SkillTool {

    private static final int USUAL = 50;

    private final NoteFolder notes;

    @Activate
    public ListTool(@Reference NoteFolder notes) {
        this.notes = notes;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        int most = call.input().get("most") instanceof Number number ? number.intValue() : USUAL;
        return ToolResult.of(
                Map.of("notes", notes.newest(most).stream().map(Note::shown).toList()));
    }
}
