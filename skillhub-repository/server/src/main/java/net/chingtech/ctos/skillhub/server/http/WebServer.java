package net.chingtech.ctos.skillhub.server.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.skillhub.server.answers.CapabilityAnswers;
import net.chingtech.ctos.skillhub.server.answers.CtosIndex;
import net.chingtech.ctos.skillhub.server.answers.SkillAnswers;
import net.chingtech.ctos.skillhub.server.answers.UpdateAnswers;
import net.chingtech.ctos.skillhub.server.clawhub.ClawHub;
import net.chingtech.ctos.skillhub.server.metadata.Metadata;
import net.chingtech.ctos.skillhub.server.publish.MapDesk;
import net.chingtech.ctos.skillhub.server.publish.NoticeDesk;
import net.chingtech.ctos.skillhub.server.publish.PublishToken;
import net.chingtech.ctos.skillhub.server.publish.Publishing;
import net.chingtech.ctos.skillhub.server.publish.RatingDesk;
import net.chingtech.ctos.skillhub.server.publish.Withdrawals;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.store.Artifacts;
import net.chingtech.ctos.skillhub.server.store.Releases;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The hub's HTTP server, on the loopback address only. */
public final class WebServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_THREADS = 32;
    private static final int LEAST_THREADS = 4;
    private static final int IDLE_IN_MS = 30_000;
    /** When the hub stops, connections on which nothing happens are not waited for. */
    private static final int IDLE_AT_END_IN_MS = 100;

    private static final int LAST_REQUESTS_IN_MS = 5_000;
    private static final int LARGEST_BUFFER = 65_536;
    private static final int BUFFERS_OF_A_SIZE = 64;
    private static final long BUFFERS_IN_ALL = 8L * 1024 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final Metrics metrics = new Metrics();

    /** @param port 0 for a free one */
    public WebServer(int port) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("http");
        server = new Server(
                threads,
                new ScheduledExecutorScheduler("http-scheduler", true),
                new ArrayByteBufferPool(0, -1, LARGEST_BUFFER, BUFFERS_OF_A_SIZE, BUFFERS_IN_ALL, BUFFERS_IN_ALL));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_IN_MS);
        connector.setShutdownIdleTimeout(IDLE_AT_END_IN_MS);
        server.addConnector(connector);
        server.setErrorHandler(new Problems());
        server.setStopTimeout(LAST_REQUESTS_IN_MS);
    }

    /**
     * Takes the port, so that the address is known; requests wait until {@link #serve}.
     *
     * @throws IOException when the port is in use
     */
    public String listen() throws IOException {
        connector.open();
        return "http://" + LOOPBACK + ":" + connector.getLocalPort();
    }

    /** What the doors open to. */
    public record Rooms(
            Releases releases,
            Artifacts artifacts,
            Search search,
            Metadata metadata,
            Publishing publishing,
            Withdrawals withdrawals,
            NoticeDesk notices,
            MapDesk maps,
            RatingDesk ratings,
            PublishToken token,
            String base,
            boolean behindProxy) {}

    public void serve(Rooms rooms) throws Exception {
        server.setHandler(new GracefulHandler(new EveryAnswer(new Router(routes(rooms)))));
        server.start();
    }

    private List<Route> routes(Rooms rooms) {
        SkillAnswers skills = new SkillAnswers(rooms.releases(), rooms.search());
        List<Route> routes = new ArrayList<>();
        routes.addAll(
                new SkillEndpoints(skills, new UpdateAnswers(rooms.releases()), new CapabilityAnswers(rooms.releases()))
                        .routes());
        routes.addAll(new FileEndpoints(skills, rooms.artifacts(), rooms.releases(), rooms.search()).routes());
        TokenCheck token = new TokenCheck(rooms.token());
        routes.addAll(new PublishEndpoint(token, rooms.publishing(), skills, rooms.artifacts(), metrics).routes());
        routes.addAll(new WithdrawalEndpoints(token, rooms.withdrawals(), rooms.notices()).routes());
        routes.addAll(new MapEndpoints(token, rooms.maps()).routes());
        routes.addAll(new RatingEndpoints(rooms.ratings(), new Callers(rooms.behindProxy())).routes());
        routes.addAll(new MetadataEndpoints(rooms.metadata()).routes());
        ClawHub clawHub = new ClawHub(rooms.releases(), rooms.artifacts(), rooms.search(), rooms.base());
        routes.addAll(new ClawHubEndpoints(clawHub, rooms.releases(), rooms.search()).routes());
        routes.addAll(new ServiceEndpoints(
                        rooms.releases(), rooms.metadata(), new CtosIndex(rooms.releases(), rooms.base()), metrics)
                .routes());
        return routes;
    }

    /** Lets running requests end, then stops. */
    @Override
    public void close() throws Exception {
        server.stop();
        // A server that never served has a connector that only listens; stopping does not reach that.
        connector.close();
    }

    /** What holds for every answer, whoever gives it. */
    private final class EveryAnswer extends Handler.Wrapper {

        EveryAnswer(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            Request.addCompletionListener(request, failure -> metrics.answered(response.getStatus()));
            return super.handle(request, response, callback);
        }
    }
}
