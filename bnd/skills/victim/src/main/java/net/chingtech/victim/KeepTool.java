package net.chingtech.victim;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes the diary. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=victim_keep",
            SkillTool.DESCRIPTION + "=Keeps a text in the diary, instead of the one before.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/victim_keep.json"
        })
public final class KeepTool implements SkillTool {

    private final Diary diary;

    @Activate
    public KeepTool(@Reference Diary diary) {
        this.diary = diary;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        diary.keep(call.text("text"));
        return ToolResult.of(Map.of("kept", true));
    }
}
