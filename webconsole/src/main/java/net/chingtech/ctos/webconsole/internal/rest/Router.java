package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * Finds who answers a method and a path. A pattern is made of words and {@code {names}} for one part each; a last
 * {@code {name...}} takes all that is left. The pattern that was added first wins.
 */
final class Router {

    /** Answers one kind of request. */
    @FunctionalInterface
    interface Handler {
        void handle(Exchange exchange) throws Refusal, ProvisioningException, IOException;
    }

    /** A handler that was found, and the variable parts of the path. */
    record Match(Handler handler, Map<String, String> path) {}

    private record Route(String method, String[] pattern, Handler handler) {}

    private static final String REST = "...}";

    private final List<Route> routes = new ArrayList<>();

    Router get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    Router post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    Router put(String pattern, Handler handler) {
        return add("PUT", pattern, handler);
    }

    Router delete(String pattern, Handler handler) {
        return add("DELETE", pattern, handler);
    }

    private Router add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, pattern.split("/"), handler));
        return this;
    }

    /**
     * @param path as it stands in the request, still encoded, without the leading slash
     * @throws Refusal {@code not_found}, {@code method_not_allowed}
     */
    Match find(String method, String path) throws Refusal {
        String[] parts = decoded(path);
        String wanted = method.equals("HEAD") ? "GET" : method;
        Set<String> others = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> variables = match(route.pattern(), parts);
            if (variables == null) {
                continue;
            }
            if (route.method().equals(wanted)) {
                return new Match(route.handler(), variables);
            }
            others.add(route.method());
        }
        if (others.isEmpty()) {
            throw notFound();
        }
        throw Refusal.method(others);
    }

    static Refusal notFound() {
        return new Refusal(
                404,
                "not_found",
                "There is nothing at this address.",
                "See the addresses of the container in its documentation.");
    }

    private static String[] decoded(String path) throws Refusal {
        String[] parts = path.split("/", -1);
        try {
            for (int i = 0; i < parts.length; i++) {
                // A plus sign stands for itself in a path.
                parts[i] = URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
        return parts;
    }

    private static Map<String, String> match(String[] pattern, String[] parts) {
        boolean open = pattern[pattern.length - 1].endsWith(REST);
        if (open ? parts.length < pattern.length : parts.length != pattern.length) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < pattern.length; i++) {
            String expected = pattern[i];
            if (!expected.startsWith("{")) {
                if (!expected.equals(parts[i])) {
                    return null;
                }
            } else if (expected.endsWith(REST)) {
                variables.put(
                        expected.substring(1, expected.length() - REST.length()),
                        String.join("/", List.of(parts).subList(i, parts.length)));
            } else if (parts[i].isEmpty()) {
                return null;
            } else {
                variables.put(expected.substring(1, expected.length() - 1), parts[i]);
            }
        }
        return variables;
    }
}
