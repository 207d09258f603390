package net.chingtech.ctos.gateways.internal.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.ToolException;

/** What a skill asked for, copied once and found fit to be sent; and what it becomes after a redirect. */
record Request(String method, URI uri, Destination to, Map<String, String> headers, byte[] body) {

    static final int MOST_BYTES = 4 * 1024 * 1024;
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int LONGEST_URI = 8 * 1024;
    private static final int MOST_HEADERS = 64;
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /** Of the connection, which is the container's. */
    private static final Set<String> NOT_THEIRS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "http2-settings",
            "forwarded",
            "via");

    /** What another host than the one that was meant may learn. */
    private static final Set<String> HARMLESS = Set.of("accept", "accept-language", "content-type", "user-agent");

    /** @throws ToolException {@code network_refused} or {@code network_too_much} */
    static Request of(HttpAsk ask) throws ToolException {
        byte[] body = ask.body();
        Map<String, String> headers = new LinkedHashMap<>(ask.headers());
        if (!METHODS.contains(ask.method())) {
            throw NetworkErrors.refused("The method is not one of GET, HEAD, POST, PUT, PATCH, DELETE.");
        }
        if (body.length > MOST_BYTES) {
            throw NetworkErrors.tooMuch("A body is at most 4 MiB.");
        }
        if (body.length > 0 && (ask.method().equals("GET") || ask.method().equals("HEAD"))) {
            throw NetworkErrors.refused("A " + ask.method() + " has no body.");
        }
        if (ask.timeout().isNegative() || ask.timeout().isZero()) {
            throw NetworkErrors.refused("The time for the exchange is not positive.");
        }
        check(headers);
        URI uri = ascii(ask.uri());
        return new Request(ask.method(), uri, Destination.of(uri), headers, body);
    }

    private static void check(Map<String, String> headers) throws ToolException {
        int bytes = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            String value = header.getValue();
            if (name == null || value == null || !TOKEN.matcher(name).matches()) {
                throw NetworkErrors.refused("A header's name is not a token.");
            }
            if (!VALUE.matcher(value).matches()) {
                throw NetworkErrors.refused("The header " + name + " holds what is not plain ASCII on one line.");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            if (NOT_THEIRS.contains(lower) || lower.startsWith("proxy-")) {
                throw NetworkErrors.refused("The header " + name + " is the container's.");
            }
            bytes += name.length() + value.length();
        }
        if (headers.size() > MOST_HEADERS || bytes > MOST_HEADER_BYTES) {
            throw NetworkErrors.tooMuch("At most 64 headers with 16 KiB in all.");
        }
    }

    private static URI ascii(URI uri) throws ToolException {
        String text = uri.toASCIIString();
        if (text.length() > LONGEST_URI) {
            throw NetworkErrors.tooMuch("An address is at most 8 KiB long.");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw NetworkErrors.refused("The address cannot be read.");
        }
    }

    /** What stands in the first line: path and query, never the fragment. */
    String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    String scheme() {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** About what its head takes on the wire. */
    long headBytes() {
        long bytes = method.length() + target().length() + to.host().length();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            bytes += header.getKey().length() + header.getValue().length() + 4L;
        }
        return bytes;
    }

    /** For whoever reads what was denied. */
    String call() {
        return method + " " + to;
    }

    /** @throws ToolException {@code network_refused} or {@code network_failed} */
    Request redirected(int status, String location) throws ToolException {
        URI next;
        try {
            next = ascii(uri.resolve(new URI(location)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw NetworkErrors.failed(to, "it redirects to what is no address");
        }
        Destination nextTo = Destination.of(next);
        if (scheme().equals("https") && !"https".equalsIgnoreCase(next.getScheme())) {
            throw NetworkErrors.refused(to + " redirects from https to http.");
        }
        boolean asGet = status == 303 || (status <= 302 && method.equals("POST"));
        Map<String, String> kept = new LinkedHashMap<>(headers);
        if (!nextTo.equals(to) || !scheme().equals(next.getScheme().toLowerCase(Locale.ROOT))) {
            kept.keySet().removeIf(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)));
        }
        if (asGet) {
            kept.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
        }
        return new Request(
                asGet && !method.equals("HEAD") ? "GET" : method, next, nextTo, kept, asGet ? new byte[0] : body);
    }
}
