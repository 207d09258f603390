package net.chingtech.ctos.webconsole.internal.rest;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import net.chingtech.ctos.webconsole.internal.access.ConsoleFilter;
import net.chingtech.ctos.webconsole.internal.access.ConsoleLogin;
import net.chingtech.ctos.webconsole.internal.access.LoginServlet;
import net.chingtech.ctos.webconsole.internal.access.Sessions;
import net.chingtech.ctos.webconsole.internal.access.Visitors;
import net.chingtech.ctos.webconsole.internal.page.AssetsServlet;
import net.chingtech.ctos.webconsole.internal.page.MarketplaceServlet;
import net.chingtech.ctos.webconsole.internal.page.PageServlet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * All servlets of this room in a real Jetty, laid out as the container lays them out, over services in memory. The stock
 * console is a small stand-in that asks the login before any filter, as the real one does.
 */
public final class TestContainer implements AutoCloseable {

    public static final String USER = "admin";
    public static final String PASSWORD = "correct horse";
    public static final String TOKEN = "api-token-of-the-test";

    final FakeTasks tasks = new FakeTasks();
    final FakeTools tools = new FakeTools();
    final FakeAudit audit = new FakeAudit();
    final FakeOffline offline = new FakeOffline();
    final FakeEnvironment environment = new FakeEnvironment();
    final OneUser authenticator = new OneUser();
    final FakeSkills skills;
    final Doors doors = new Doors();
    public final Sessions sessions = new Sessions();

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();
    private final RestServlet rest;
    final Path uploads;

    public TestContainer() throws Exception {
        this(0, null, Duration.ofSeconds(15));
    }

    TestContainer(int port, FakeSkills skills, Duration heartbeat) throws Exception {
        this.skills = skills == null ? new FakeSkills(tasks) : skills;
        Visitors visitors = new Visitors(authenticator, sessions);
        uploads = Files.createTempDirectory("ctos-uploads");
        rest = new RestServlet(
                visitors, doors, new ContainerFacts("0.1.0", "http://127.0.0.1"), heartbeat, new Uploads(uploads));
        ConsoleFilter filter = new ConsoleFilter();

        ServletContextHandler own = new ServletContextHandler("/");
        add(own, rest, "/ctos/api/v1/*");
        add(own, new LoginServlet(authenticator, sessions, audit), LoginServlet.LOGIN, LoginServlet.LOGOUT);
        add(own, new PageServlet(visitors), "/ctos", "/");
        add(own, new AssetsServlet(), "/ctos/res/*");

        ServletContextHandler console = new ServletContextHandler("/system/console");
        for (Filter each : new Filter[] {new Security(new ConsoleLogin(visitors, sessions, filter)), filter}) {
            console.addFilter(new FilterHolder(each), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        add(console, new StandInConsole(new MarketplaceServlet(visitors)), "/");

        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new ContextHandlerCollection(console, own));
        server.start();
    }

    private static void add(ServletContextHandler context, Servlet servlet, String... patterns) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        for (String pattern : patterns) {
            context.addServlet(holder, pattern);
        }
    }

    /** Makes every service of the container be there. */
    public TestContainer ready() {
        doors.setSkills(skills);
        doors.setTasks(skills.tasks);
        doors.setTools(tools);
        doors.setAudit(audit);
        doors.setEnvironment(environment);
        doors.setOffline(offline);
        doors.setTraffic(id -> id.equals(Samples.ACCOUNTING) ? Samples.traffic() : List.of());
        return this;
    }

    int streams() {
        return rest.openStreams();
    }

    public int port() {
        return connector.getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public HttpRequest.Builder ask(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(60));
    }

    /** As a program asks. */
    public HttpRequest.Builder withToken(String path) {
        return ask(path).header("Authorization", "Bearer " + TOKEN);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(withToken(path));
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(withToken(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(withToken(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() throws Exception {
        rest.close();
        server.stop();
        // Fails when something is left there.
        Files.delete(uploads);
    }

    /** What the console's context does before it hands a request to filters. */
    private static final class Security extends HttpFilter {
        private static final long serialVersionUID = 1L;
        private final transient ConsoleLogin login;

        Security(ConsoleLogin login) {
            this.login = login;
        }

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (login.authenticate(request, response) == null) {
                return;
            }
            if (request.getServletPath().equals("/logout")) {
                login.logout(request, response);
                return;
            }
            chain.doFilter(request, response);
        }
    }

    /** Hands our page its path as the console does, and has one page of its own. */
    private static final class StandInConsole extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient MarketplaceServlet page;

        StandInConsole(MarketplaceServlet page) {
            this.page = page;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if (!request.getServletPath().startsWith("/skills")) {
                response.setContentType("text/plain");
                response.getWriter().print("stock page");
                return;
            }
            page.service(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public String getPathInfo() {
                            return request.getServletPath();
                        }
                    },
                    response);
        }
    }
}
