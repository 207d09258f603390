package org.example.watch;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks a site whether it answers. Without the permission to talk to the internet it says so, and remembers nothing. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=watch_check",
            SkillTool.DESCRIPTION + "=Asks a remembered site for its page and says which status it answered with.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/watch_check.json"
        })
public final class CheckTool implements SkillTool {

    /** An administrator may set it, for sites that want to know who asks. */
    static final String TOKEN = "WATCH_TOKEN";

    private final Sites sites;
    private final Http http;
    private final SkillContext context;
    private final Clock clock;

    @Activate
    public CheckTool(@Reference Sites sites, @Reference Http http, @Reference SkillContext context) {
        this(sites, http, context, Clock.systemUTC());
    }

    CheckTool(Sites sites, Http http, SkillContext context, Clock clock) {
        this.sites = sites;
        this.http = http;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        Site site = sites.byName(call.text("name"));
        HttpAsk ask = HttpAsk.get(site.uri());
        String token = context.env(TOKEN).orElse(null);
        String failure = null;
        Long status = null;
        try {
            status = (long) http.send(token == null ? ask : ask.with("Authorization", "Bearer " + token))
                    .status();
        } catch (ToolException e) {
            if (e.code().equals("network_denied")) {
                throw e;
            }
            failure = e.code();
        }
        sites.checked(site.name(), status, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Map<String, Object> answer =
                new LinkedHashMap<>(sites.byName(site.name()).shown());
        if (failure != null) {
            answer.put("failure", failure);
        }
        return ToolResult.of(answer);
    }
}
