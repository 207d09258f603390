package org.example.watch;

import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the sites. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=watch_list",
            SkillTool.DESCRIPTION + "=Shows the remembered sites and what each answered last.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/watch_list.json"
        })
public final class ListTool implements SkillTool {

    private final Sites sites;

    @Activate
    public ListTool(@Reference Sites sites) {
        this.sites = sites;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        return ToolResult.of(
                Map.of("sites", sites.all().stream().map(Site::shown).toList()));
    }
}
