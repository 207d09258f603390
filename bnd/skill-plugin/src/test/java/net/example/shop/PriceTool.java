package net.example.shop;

import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells prices. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=shop_price",
            SkillTool.DESCRIPTION + "=Tells an article's price.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/shop_price.json"
        })
public final class PriceTool implements SkillTool {

    private final Data data;

    @Activate
    public PriceTool(@Reference Data data) {
        this.data = data;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        return ToolResult.of(Map.of("rows", data.query("SELECT 1").size()));
    }
}
