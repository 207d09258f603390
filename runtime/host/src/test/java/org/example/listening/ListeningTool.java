package org.example.listening;

import java.util.Dictionary;
import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Component;

/** A tool, and beside it what ConfigurationAdmin gives settings to. */
@Component(
        service = {SkillTool.class, ManagedService.class},
        property = {
            "service.pid=org.example.settled.ShowTool",
            SkillTool.NAME + "=listening_tool",
            SkillTool.DESCRIPTION + "=Listens",
            SkillTool.INPUT_SCHEMA + "={\"type\":\"object\"}"
        })
public final class ListeningTool implements SkillTool, ManagedService {

    @Override
    public ToolResult call(ToolCall call) {
        return new ToolResult(Map.of());
    }

    @Override
    public void updated(Dictionary<String, ?> properties) {
        throw new IllegalStateException("it was told " + properties);
    }
}
