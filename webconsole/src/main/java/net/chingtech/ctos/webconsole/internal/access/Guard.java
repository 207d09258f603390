package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Problem;

/**
 * Refuses what a foreign web page could send in a user's name: a request for another host (DNS rebinding), and one that
 * changes something and does not come from our own pages (CSRF). Holds for every path, before anybody is asked who they are.
 */
public final class Guard {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private Guard() {}

    /** Why this request is not let in, or empty. */
    public static Optional<Problem> refusal(HttpServletRequest request) {
        if (!isOwnHost(request)) {
            return Optional.of(new Problem(
                    421,
                    "host_refused",
                    "This request names a host that is not this container.",
                    "Open the container by its own address, such as http://127.0.0.1:" + request.getLocalPort()
                            + "/."));
        }
        if (!isSafe(request) && !isOwnOrigin(request)) {
            return Optional.of(new Problem(
                    403,
                    "origin_refused",
                    "This change was not asked for by a page of this container.",
                    "Open the container's own page and try again there; programs send a bearer token."));
        }
        return Optional.empty();
    }

    /** Whether a request only reads, by its method. */
    public static boolean isSafe(HttpServletRequest request) {
        return SAFE.contains(request.getMethod());
    }

    private static boolean isOwnHost(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null) {
            return false;
        }
        String port = ":" + request.getLocalPort();
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(port)) {
            name = name.substring(0, name.length() - port.length());
        } else if (request.getLocalPort() != 80) {
            return false;
        }
        return OWN_NAMES.contains(name);
    }

    /** The host was checked before, so an origin with the same authority is our own. */
    private static boolean isOwnOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        String origin = request.getHeader("Origin");
        // A page that sends no referrer has its forms' origin written as null; then only the browser's own word counts.
        if (origin != null && !(origin.equals("null") && site != null)) {
            return origin.equalsIgnoreCase(request.getScheme() + "://" + request.getHeader("Host"));
        }
        // A browser names the origin of what it posts; a program names none and proves itself by its token.
        return site != null || Bearer.token(request).isPresent();
    }
}
