package net.chingtech.ctos.mcp.internal;

import jakarta.servlet.Servlet;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.chingtech.ctos.runtime.Authenticator;
import net.chingtech.ctos.runtime.ToolRouter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/** Opens the MCP door on the container's HTTP service, with the tools that are live, and keeps them so. */
@Component(
        service = {},
        immediate = true)
public final class McpComponent {

    private static final String VERSION_PROPERTY = "ctos.version";

    private final McpDoor door;
    private final ExecutorService updates;
    private final ServiceRegistration<ToolRouter.Listener> listener;
    private final ServiceRegistration<Servlet> servlet;

    /**
     * Registers its services itself: as a listener by declaration it would be asked for by the router that it waits for;
     * and the servlet, which says that the door is ready, must come last.
     */
    @Activate
    public McpComponent(BundleContext context, @Reference ToolRouter router, @Reference Authenticator authenticator) {
        String version = context.getProperty(VERSION_PROPERTY);
        door = new McpDoor(
                version == null ? context.getBundle().getVersion().toString() : version, router, authenticator);
        // Agents that read slowly must not hold up the router, which tells us of changes.
        updates = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "ctos-mcp-tools");
            thread.setDaemon(true);
            return thread;
        });
        ToolRouter.Listener onChange = () -> updates.execute(door.tools()::bringUpToDate);
        listener = context.registerService(ToolRouter.Listener.class, onChange, null);
        door.tools().bringUpToDate();
        servlet = context.registerService(Servlet.class, door.servlet(), servletProperties());
    }

    private static Dictionary<String, Object> servletProperties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, McpDoor.PATH);
        properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED, true);
        properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, "mcp");
        properties.put("ctos.ready", "mcp");
        return properties;
    }

    @Deactivate
    void close() {
        servlet.unregister();
        listener.unregister();
        updates.shutdown();
        door.close();
    }
}
