package net.chingtech.ctos.webconsole.internal.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.webconsole.internal.access.Headers;
import net.chingtech.ctos.webconsole.internal.access.Visitor;

/** The one document of the Marketplace; all that is seen is drawn by its modules from the REST. */
final class Page {

    /** What the modules are told: who is logged in, the session's CSRF token, and the console's other pages. */
    record Start(String user, String csrf, List<Link> pages) {}

    /** Another page of the console. */
    record Link(String href, String title) {}

    private static final String CONSOLE = "/system/console/";
    private static final String OWN_LABEL = "skills";

    /** Single printouts of the console's status, which its overview leads to. */
    private static final String PRINTER = "status-";

    /** Where the console hands its pages' labels and titles to a plug-in. */
    private static final String LABELS = "felix.webconsole.labelMap";

    private Page() {}

    static void write(HttpServletRequest request, HttpServletResponse response, Visitor visitor) throws IOException {
        Start start = new Start(visitor.name(), visitor.csrf(), links(request));
        byte[] html =
                html(new String(Json.write(start), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        Headers.harden(response);
        response.setHeader("Content-Security-Policy", Headers.PAGE_POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(html.length);
        // The console's writer would replace what looks like one of its variables.
        response.getOutputStream().write(html);
    }

    private static List<Link> links(HttpServletRequest request) {
        List<Link> links = new ArrayList<>();
        if (request.getAttribute(LABELS) instanceof Map<?, ?> titles) {
            titles.forEach((label, title) -> {
                if (!OWN_LABEL.equals(label) && !String.valueOf(label).startsWith(PRINTER)) {
                    links.add(new Link(CONSOLE + label, String.valueOf(title)));
                }
            });
            links.sort(Comparator.comparing(Link::title));
        } else {
            links.add(new Link(CONSOLE + "services", "Services"));
            links.add(new Link(CONSOLE + "licenses", "Licenses"));
        }
        return links;
    }

    private static String html(String start) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Skill Marketplace</title>
                <link rel="icon" href="/ctos/res/mark.svg">
                <link rel="stylesheet" href="/ctos/res/theme.css">
                <link rel="stylesheet" href="/ctos/res/page.css">
                <script type="module" src="/ctos/res/app.js"></script>
                </head>
                <body data-start="%s">
                <ctos-app></ctos-app>
                <noscript><p class="notice">The Marketplace needs JavaScript. Everything it does can be done
                with <code>./ctos</code> at the command line, too.</p></noscript>
                </body>
                </html>
                """.formatted(start.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"));
    }
}
