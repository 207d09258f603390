package net.chingtech.ctos.skill;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A request to the world outside.
 *
 * @param method {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
 * @param uri {@code https} or {@code http}, without user information
 * @param headers by name; {@code Host}, {@code Content-Length} and those of the connection are the container's
 * @param body what is sent, at most 4 MiB; empty for none
 * @param timeout for the whole exchange, redirects included; at most 30 seconds, more counts as 30
 */
public record HttpAsk(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {

    private static final Duration USUAL = Duration.ofSeconds(10);

    public HttpAsk {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(timeout, "timeout");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        body = body.clone();
    }

    /** A copy, so that what was checked is what is sent. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Where it goes, without what may be secret: no query, no header, no body. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Asks for what is at an address. */
    public static HttpAsk get(String uri) {
        return new HttpAsk("GET", URI.create(uri), Map.of(), new byte[0], USUAL);
    }

    /** Sends a text of a content type, such as {@code application/json}. */
    public static HttpAsk post(String uri, String contentType, String body) {
        return new HttpAsk(
                "POST",
                URI.create(uri),
                Map.of("Content-Type", contentType),
                body.getBytes(StandardCharsets.UTF_8),
                USUAL);
    }

    /** This request with one more header, or another value for it. */
    public HttpAsk with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAsk(method, uri, more, body, timeout);
    }
}
