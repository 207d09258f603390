package net.chingtech.ctos.mcp.internal;

import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.Authenticator;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The MCP door in a real HTTP server, with two users: the tokens {@code one} and {@code two}. */
public final class TestContainer implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final McpDoor door;

    public final FewTools router = new FewTools();

    private static final class TwoTokens implements Authenticator {
        @Override
        public Optional<Identity> password(String user, String password) {
            return Optional.empty();
        }

        @Override
        public Optional<Problem> changePassword(String current, String next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PasswordState passwordState() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Identity> token(Door place, String token) {
            return place == Door.MCP && (token.equals("one") || token.equals("two"))
                    ? Optional.of(new Identity("user-" + token))
                    : Optional.empty();
        }
    }

    /** @param port 0 for a free one */
    public TestContainer(int port) throws Exception {
        door = new McpDoor("1.2.3", router, new TwoTokens());
        ServletHolder holder = new ServletHolder(door.servlet());
        holder.setAsyncSupported(true);
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(holder, McpDoor.PATH);
        server.setHandler(handler);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.start();
    }

    public int port() {
        return connector.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public void toolsChanged() {
        door.tools().bringUpToDate();
    }

    @Override
    public void close() throws Exception {
        door.close();
        server.stop();
    }
}
