package net.chingtech.ctos.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a hub is, without a slash at the end. It is asked over https; over http only on this machine.
 *
 * @param kind what it is, for words: {@code SkillHub} or {@code ClawHub}
 * @param url such as {@code http://127.0.0.1:8090}
 */
public record HubAddress(String kind, String url) {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(0|[1-9]\\d{0,2})){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    public HubAddress {
        url = url.strip().replaceAll("/+$", "");
        Optional<URI> parsed = parse(url);
        if (parsed.isEmpty()
                || !isSafe(parsed.get())
                || parsed.get().getRawUserInfo() != null
                || parsed.get().getRawQuery() != null
                || parsed.get().getRawFragment() != null) {
            throw new IllegalArgumentException("not the address of a hub: an https URL is needed (http only for "
                    + "127.0.0.1, ::1 and localhost), without user, query or fragment");
        }
    }

    /** Whether what comes from there cannot be changed on the way: https, or a loopback address. */
    static boolean isSafe(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            return false;
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https")
                || scheme.equals("http")
                        && LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT))
                                .matches();
    }

    /** Whether a hub (or a redirect) at {@code from} may send us to {@code to}: safe, and never from https to http. */
    static boolean mayLeadTo(URI from, URI to) {
        return isSafe(to) && (!"https".equalsIgnoreCase(from.getScheme()) || "https".equalsIgnoreCase(to.getScheme()));
    }

    /** A URL under the hub's REST. */
    public URI api(String path) {
        return URI.create(url + "/api/v1" + path);
    }

    /** A URL of the hub's signed metadata. */
    public URI metadata(String path) {
        return URI.create(url + "/metadata/" + path);
    }

    /** A reference that the hub gave, absolute or relative to the hub; empty when it leads where a hub may not lead. */
    public Optional<URI> resolve(String reference) {
        URI base = URI.create(url + "/");
        return parse(reference).map(base::resolve).filter(uri -> mayLeadTo(base, uri));
    }

    private static Optional<URI> parse(String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return url;
    }
}
