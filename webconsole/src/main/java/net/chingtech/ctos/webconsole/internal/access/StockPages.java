package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Problem;

/**
 * Which pages of the stock console are closed. They change bundles, configuration or the framework itself behind the back
 * of the transactions that the container keeps, so that a skill could end up in a state that nobody planned.
 */
final class StockPages {

    /** The console's classes of the pages that stay; its {@code plugins} configuration knows them by these names. */
    static final Set<String> KEPT = Set.of(
            "org.apache.felix.webconsole.internal.compendium.LogServlet",
            "org.apache.felix.webconsole.internal.core.ServicesServlet",
            "org.apache.felix.webconsole.internal.misc.LicenseServlet");

    /** {@code install} is an old name of the upload. */
    private static final Set<String> CLOSED = Set.of("bundles", "install", "configMgr", "vmstat");

    /** Shows components, and could switch them off. */
    private static final Set<String> READ_ONLY = Set.of("components");

    private StockPages() {}

    static Optional<Problem> refusal(HttpServletRequest request) {
        String label = label(request.getServletPath());
        if (CLOSED.contains(label) || READ_ONLY.contains(label) && !Guard.isSafe(request)) {
            return Optional.of(new Problem(
                    404,
                    "console_page_off",
                    "This page of the stock console is off: it would change the container behind its own back.",
                    "Use the Skills page, or ./ctos at the command line."));
        }
        return Optional.empty();
    }

    /** The first part of the path, read as the console reads it, which also cuts it at a dot. */
    private static String label(String path) {
        int end = 1;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '.') {
            end++;
        }
        return path.isEmpty() ? "" : path.substring(1, end);
    }
}
