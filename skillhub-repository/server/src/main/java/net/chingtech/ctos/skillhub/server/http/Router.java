package net.chingtech.ctos.skillhub.server.http;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, and turns what goes wrong there into a problem. */
final class Router extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(\\.\\.\\.)?}");

    /** All routes of one path, by method. */
    private record Place(Pattern path, Map<String, Route> routes) {}

    private final List<Place> places = new ArrayList<>();

    Router(List<Route> routes) {
        Map<String, Map<String, Route>> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            byPath.computeIfAbsent(route.path(), path -> new LinkedHashMap<>()).put(route.method(), route);
        }
        byPath.forEach((path, methods) -> places.add(new Place(pattern(path), methods)));
    }

    private static Pattern pattern(String path) {
        String expression = VARIABLE.matcher(path)
                .replaceAll(variable ->
                        "(?<" + variable.group(1) + ">" + (variable.group(2) == null ? "[^/]+" : ".+") + ")");
        return Pattern.compile(expression);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback);
        try {
            dispatch(exchange);
        } catch (Refused e) {
            e.retryAfter().ifPresent(wait -> exchange.header("Retry-After", Long.toString(wait.toSeconds())));
            exchange.problem(e.problem());
        } catch (FormatException e) {
            exchange.problem(Refusals.body(e).problem());
        } catch (HttpException.RuntimeException e) {
            exchange.problem(Problems.ofStatus(e.getCode()));
        } catch (EofException | ClosedChannelException e) {
            callback.failed(e);
        } catch (Exception e) {
            LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
            exchange.problem(Problems.ofStatus(500));
        }
        return true;
    }

    private void dispatch(Exchange exchange) throws Exception {
        String path = Request.getPathInContext(exchange.request());
        String method = exchange.request().getMethod();
        for (Place place : places) {
            Matcher matcher = place.path.matcher(path);
            if (matcher.matches()) {
                Route route = place.routes.get(method.equals("HEAD") ? "GET" : method);
                if (route == null) {
                    throw notAllowed(exchange, method, place);
                }
                exchange.matched(matcher);
                route.endpoint().answer(exchange);
                return;
            }
        }
        throw new Refused(Problems.ofStatus(404));
    }

    private static Refused notAllowed(Exchange exchange, String method, Place place) {
        TreeSet<String> allowed = new TreeSet<>(place.routes.keySet());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String list = String.join(", ", allowed);
        exchange.header("Allow", list);
        return new Refused(new Problem(
                405, "method_not_allowed", "This address does not answer " + method + ".", "Use " + list + "."));
    }
}
