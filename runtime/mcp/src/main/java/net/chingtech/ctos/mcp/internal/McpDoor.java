package net.chingtech.ctos.mcp.internal;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.ServerTransportSecurityValidator;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.runtime.Authenticator;
import net.chingtech.ctos.runtime.ToolRouter;

/** The MCP server and its servlet, put together. */
final class McpDoor implements AutoCloseable {

    static final String PATH = "/mcp";

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final int LARGEST_REQUEST = 2 * 1024 * 1024;
    private static final List<String> LOOPBACK = List.of("127.0.0.1:*", "localhost:*", "[::1]:*");

    private final McpSyncServer server;
    private final McpEndpoint endpoint;
    private final LiveTools tools;

    McpDoor(String version, ToolRouter router, Authenticator authenticator) {
        McpJsonMapper mapper = McpJson.mapper();
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint(PATH)
                .jsonMapper(mapper)
                .keepAliveInterval(KEEP_ALIVE)
                .maxRequestSize(LARGEST_REQUEST)
                .contextExtractor(McpDoor::context)
                .build();
        // Input is checked by the router, for every door the same way.
        this.server = McpServer.sync(transport)
                .serverInfo("ctos", version)
                .instructions("Tools of the skills that are installed in this Ching Tech OS. They come and go.")
                .capabilities(ServerCapabilities.builder().tools(true).build())
                .jsonMapper(mapper)
                .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                .validateToolInputs(false)
                .build();
        this.endpoint = new McpEndpoint(transport, authenticator, onlyLoopback());
        this.tools = new LiveTools(server, router);
    }

    private static McpTransportContext context(HttpServletRequest request) {
        Object user = request.getAttribute(McpEndpoint.USER);
        return user == null ? McpTransportContext.EMPTY : McpTransportContext.create(Map.of(McpEndpoint.USER, user));
    }

    /** Pages of other sites cannot use a browser on this machine to get in (DNS rebinding). */
    private static ServerTransportSecurityValidator onlyLoopback() {
        return DefaultServerTransportSecurityValidator.builder()
                .allowedOrigins(LOOPBACK.stream().map(host -> "http://" + host).toList())
                .allowedHosts(LOOPBACK)
                .build();
    }

    HttpServlet servlet() {
        return endpoint;
    }

    LiveTools tools() {
        return tools;
    }

    @Override
    public void close() {
        server.closeGracefully();
    }
}
