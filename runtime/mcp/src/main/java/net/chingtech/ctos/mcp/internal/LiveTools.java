package net.chingtech.ctos.mcp.internal;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.runtime.ToolRouter.RoutedTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tools that the protocol shows the same as the router's; the library tells the agents what changed. */
final class LiveTools {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTools.class);

    private final McpSyncServer server;
    private final ToolRouter router;
    private final ToolCalls calls;
    private final Map<String, Shown> shown = new HashMap<>();

    /** What agents see of a tool. Its version is not among it: an update that changes nothing here touches nothing. */
    private record Shown(ToolDescription tool, SkillId skill) {}

    LiveTools(McpSyncServer server, ToolRouter router) {
        this.server = server;
        this.router = router;
        this.calls = new ToolCalls(router);
    }

    synchronized void bringUpToDate() {
        Map<String, RoutedTool> live = new LinkedHashMap<>();
        router.tools().forEach(tool -> live.put(tool.tool().name(), tool));
        for (String name : Set.copyOf(shown.keySet())) {
            if (!live.containsKey(name)) {
                shown.remove(name);
                server.removeTool(name);
            }
        }
        for (RoutedTool tool : live.values()) {
            if (!new Shown(tool.tool(), tool.skill())
                    .equals(shown.get(tool.tool().name()))) {
                show(tool);
            }
        }
    }

    /** A tool that cannot be shown hides none of the others. */
    private void show(RoutedTool tool) {
        try {
            server.addTool(specification(tool));
            shown.put(tool.tool().name(), new Shown(tool.tool(), tool.skill()));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "The tool {} of {} {} is not shown to agents: {}. Its author must mend its input schema",
                    tool.tool().name(),
                    tool.skill(),
                    tool.version(),
                    e.getMessage());
        }
    }

    private SyncToolSpecification specification(RoutedTool routed) throws IOException {
        Tool tool = Tool.builder(
                        routed.tool().name(), McpJson.object(routed.tool().inputSchema()))
                .description(routed.tool().description())
                .meta(Map.of("net.chingtech.ctos/skill", routed.skill().value()))
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler(calls::call)
                .build();
    }
}
