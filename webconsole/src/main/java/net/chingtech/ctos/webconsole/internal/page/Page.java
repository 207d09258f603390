package net.chingtech.ctos.webconsole.internal.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.webconsole.internal.access.Headers;
import net.chingtech.ctos.webconsole.internal.access.Language;
import net.chingtech.ctos.webconsole.internal.access.Sessions;
import net.chingtech.ctos.webconsole.internal.access.Visitor;
import net.chingtech.ctos.webconsole.internal.access.Words;

/** The one document of the Marketplace; all that is seen is drawn by its modules from the REST. */
final class Page {

    /** What the modules are told: who is logged in, the session's CSRF token and end, and the console's other pages. */
    record Start(String user, String csrf, long idleMinutes, long longestHours, List<Link> pages) {}

    /** Another page of the console. */
    record Link(String href, String title) {}

    private static final String CONSOLE = "/system/console/";
    private static final String OWN_LABEL = "skills";

    /** Single printouts of the console's status, which its overview leads to. */
    private static final String PRINTER = "status-";

    /** Where the console hands its pages' labels and titles to a plug-in. */
    private static final String LABELS = "felix.webconsole.labelMap";

    /** The design language, the frame of the page, then its parts. */
    private static final List<String> STYLES =
            List.of("theme", "page", "discover", "detail", "system", "lang", "rating", "account");

    /** All at once: else a browser knows of a module only when it has read the one that needs it. */
    private static final String MODULES =
            lines(AssetIndex.OURS.modules().stream(), "<link rel=\"modulepreload\" href=\"%s\">");

    private Page() {}

    static void write(HttpServletRequest request, HttpServletResponse response, Visitor visitor) throws IOException {
        Start start = new Start(
                visitor.name(), visitor.csrf(), Sessions.IDLE.toMinutes(), Sessions.LONGEST.toHours(), links(request));
        byte[] html = html(Language.of(request), new String(Json.write(start), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
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

    private static String html(Language language, String start) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · Ching Tech OS</title>
                <link rel="icon" href="%s">
                %s
                %s
                %s
                <script type="module" src="%s"></script>
                </head>
                <body data-start="%s">
                <ctos-app></ctos-app>
                <noscript><p class="notice">%s</p></noscript>
                </body>
                </html>
                """.formatted(
                        language.tag(),
                        Words.of(language, "name"),
                        AssetIndex.OURS.address("mark.svg"),
                        lines(STYLES.stream().map(style -> style + ".css"), "<link rel=\"stylesheet\" href=\"%s\">"),
                        words(language),
                        MODULES,
                        AssetIndex.OURS.address(AssetIndex.OURS.modules().get(0)),
                        start.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"),
                        Words.of(language, "noscript"));
    }

    /** The tables that {@code strings.js} asks for before anything is drawn, in the very way that it asks for them. */
    private static String words(Language language) {
        return lines(
                Stream.of(Language.ENGLISH, language).distinct().map(one -> "lang/" + one.tag() + ".json"),
                "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"%s\">");
    }

    private static String lines(Stream<String> files, String line) {
        return files.map(file -> line.formatted(AssetIndex.OURS.address(file))).collect(Collectors.joining("\n"));
    }
}
