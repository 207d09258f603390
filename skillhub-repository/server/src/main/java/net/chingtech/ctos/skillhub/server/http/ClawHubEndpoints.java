package net.chingtech.ctos.skillhub.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.chingtech.ctos.skillhub.server.clawhub.Answer;
import net.chingtech.ctos.skillhub.server.clawhub.ClawHub;
import net.chingtech.ctos.skillhub.server.clawhub.Query;
import net.chingtech.ctos.skillhub.server.clawhub.Turned;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.store.Releases;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The doors for clients of ClawHub. They only read; refusals are plain text, as those clients show it. */
final class ClawHubEndpoints {

    private static final String API = ClawHub.PATH + "/api/v1";
    private static final String SKILL = API + "/skills/{slug}";
    /** Clients look for it below the origin, whatever path the API has. */
    private static final String WELL_KNOWN = "/.well-known/clawhub.json";

    private static final String TEXT = "text/plain; charset=utf-8";

    private final ClawHub clawHub;
    private final Releases releases;
    private final Search search;

    ClawHubEndpoints(ClawHub clawHub, Releases releases, Search search) {
        this.clawHub = clawHub;
        this.releases = releases;
        this.search = search;
    }

    /** Answers a question. */
    private interface Asked {
        Answer answer(Exchange exchange, Query query) throws Turned, IOException;
    }

    List<Route> routes() {
        return List.of(
                route(WELL_KNOWN, (exchange, query) -> clawHub.wellKnown()),
                route(ClawHub.PATH + WELL_KNOWN, (exchange, query) -> clawHub.wellKnown()),
                route(API + "/search", (exchange, query) -> clawHub.search(query)),
                route(API + "/skills", (exchange, query) -> clawHub.list(query)),
                route(API + "/skills/resolve", (exchange, query) -> clawHub.resolve(query)),
                route(API + "/resolve", (exchange, query) -> clawHub.resolve(query)),
                new Route("GET", API + "/download", this::download),
                about(SKILL, ClawHub.About.SKILL),
                about(SKILL + "/versions", ClawHub.About.VERSIONS),
                route(
                        SKILL + "/versions/{version}",
                        (exchange, query) -> clawHub.version(exchange.path("slug"), exchange.path("version"), query)),
                about(SKILL + "/file", ClawHub.About.FILE),
                about(SKILL + "/install", ClawHub.About.INSTALL),
                about(SKILL + "/moderation", ClawHub.About.MODERATION),
                about(SKILL + "/scan", ClawHub.About.SCAN),
                about(SKILL + "/verify", ClawHub.About.VERIFY),
                route(API + "/whoami", (exchange, query) -> {
                    // Nobody has an account here.
                    throw new Turned(401, "Unauthorized");
                }));
    }

    private Route about(String path, ClawHub.About what) {
        return route(path, (exchange, query) -> clawHub.about(what, exchange.path("slug"), query));
    }

    private static Route route(String path, Asked asked) {
        return new Route("GET", path, exchange -> {
            try {
                send(exchange, asked.answer(exchange, query(exchange)));
            } catch (Turned e) {
                turnAway(exchange, e);
            }
        });
    }

    /** Sent while it is packed; it counts once all of it was. */
    private void download(Exchange exchange) throws Exception {
        ClawHub.Download download;
        try {
            download = clawHub.download(query(exchange));
        } catch (Turned e) {
            turnAway(exchange, e);
            return;
        }
        head(exchange, download.answer());
        if (!exchange.request().getMethod().equals("GET")) {
            exchange.nothing(200);
            return;
        }
        Request.addCompletionListener(exchange.request(), failure -> {
            if (failure == null) {
                search.downloaded(download.skill(), releases.countDownload(download.skill()));
            }
        });
        try (OutputStream out = Content.Sink.asOutputStream(exchange.response())) {
            download.answer().body().writeTo(out);
        }
        exchange.callback().succeeded();
    }

    private static void send(Exchange exchange, Answer answer) throws IOException {
        head(exchange, answer);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answer.body().writeTo(bytes);
        exchange.bytes(answer.status(), answer.contentType(), bytes.toByteArray());
    }

    private static void head(Exchange exchange, Answer answer) {
        answer.headers().forEach(exchange::header);
        exchange.header("Content-Type", answer.contentType());
        exchange.response().setStatus(answer.status());
    }

    private static void turnAway(Exchange exchange, Turned turned) {
        exchange.header("Cache-Control", "no-store");
        exchange.bytes(turned.status(), TEXT, turned.getMessage().getBytes(StandardCharsets.UTF_8));
    }

    private static Query query(Exchange exchange) throws Turned {
        try {
            Parameters parameters = exchange.parameters();
            return name -> {
                try {
                    return parameters.text(name, null);
                } catch (Refused e) {
                    throw new Turned(400, e.problem().detail());
                }
            };
        } catch (Refused e) {
            throw new Turned(400, e.problem().detail());
        }
    }
}
