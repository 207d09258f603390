package net.chingtech.ctos.skillhub.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.chingtech.ctos.skillhub.server.answers.CtosIndex;
import net.chingtech.ctos.skillhub.server.metadata.ListsState;
import net.chingtech.ctos.skillhub.server.metadata.Metadata;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.Totals;

/** What other programs ask of the hub as a whole. */
final class ServiceEndpoints {

    private final Releases releases;
    private final Metadata metadata;
    private final CtosIndex index;
    private final Metrics metrics;

    ServiceEndpoints(Releases releases, Metadata metadata, CtosIndex index, Metrics metrics) {
        this.releases = releases;
        this.metadata = metadata;
        this.index = index;
        this.metrics = metrics;
    }

    private record HealthLine(String status, long skills, long releases, ListsState metadata) {}

    List<Route> routes() {
        return List.of(
                new Route("GET", "/index.json", exchange -> exchange.bytes(200, "application/json", index.json())),
                new Route("GET", "/health", this::health),
                new Route("GET", "/metrics", this::metrics),
                new Route("GET", "/openapi.json", ServiceEndpoints::openApi));
    }

    /**
     * Up means that the database answers; when it does not, the router says so. Skills can be looked at also while the
     * signed lists are not in order.
     */
    private void health(Exchange exchange) {
        Totals totals = releases.totals();
        exchange.header("Cache-Control", "no-store");
        exchange.json(200, new HealthLine("up", totals.skills(), totals.releases(), metadata.state()));
    }

    private void metrics(Exchange exchange) {
        exchange.header("Cache-Control", "no-store");
        exchange.bytes(200, Metrics.MEDIA_TYPE, metrics.text(releases.totals()).getBytes(StandardCharsets.UTF_8));
    }

    private static void openApi(Exchange exchange) throws IOException {
        try (InputStream in = ServiceEndpoints.class.getResourceAsStream("openapi.json")) {
            exchange.bytes(200, "application/json", in.readAllBytes());
        }
    }
}
