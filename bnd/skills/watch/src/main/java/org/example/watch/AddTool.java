package org.example.watch;

import java.net.URI;
import java.net.URISyntaxException;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remembers a site. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=watch_add",
            SkillTool.DESCRIPTION + "=Remembers a web address under a name, to be checked later.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/watch_add.json"
        })
public final class AddTool implements SkillTool {

    private final Sites sites;

    @Activate
    public AddTool(@Reference Sites sites) {
        this.sites = sites;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        String uri = call.text("uri");
        if (!isWebAddress(uri)) {
            throw new ToolException("uri_invalid", uri + " is no address that begins with https:// or http://.");
        }
        sites.put(call.text("name"), uri);
        return ToolResult.of(sites.byName(call.text("name")).shown());
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
