package net.chingtech.ctos.launcher.hubs;

import java.net.URI;
import java.util.Set;

/** Which addresses a hub may have: what is not encrypted stays on this machine. */
public final class HubAddress {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private HubAddress() {}

    /** Whether it is https, or http of this machine. */
    public static boolean isLawful(URI uri) {
        return uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }

    /** The same hub has the same text, with or without a slash at its end. */
    public static String text(URI uri) {
        return uri.toString().replaceFirst("/+$", "");
    }
}
