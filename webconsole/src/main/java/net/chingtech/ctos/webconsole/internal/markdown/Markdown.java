package net.chingtech.ctos.webconsole.internal.markdown;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * CommonMark with tables, and the little HTML that its writers use, as HTML of our own: what leaves here has only the
 * elements below, headings from {@code h4} on, pictures as their words, and links that say where they lead.
 */
public final class Markdown {

    /** A longer text is cut, and ends with an ellipsis. */
    static final int LONGEST = 50_000;

    static final int MOST_LINES = 2_000;

    /** A table's rows are filled up to its head, so few characters could ask for very many cells. */
    static final int MOST_COLUMNS = 30;

    static final int LARGEST_HTML = 400_000;

    private static final int MOST_BLOCKS_DEEP = 20;
    private static final int MOST_INLINES_DEEP = 20;

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MOST_BLOCKS_DEEP)
            .maxInlineNesting(MOST_INLINES_DEEP)
            .build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .nodeRendererFactory(PicturesAsWords::new)
            .build();

    private static final Pattern ALIGN = Pattern.compile("left|right|center");

    /** Our page has its own headings above a description. */
    private static final Map<String, String> HEADINGS =
            Map.of("h1", "h4", "h2", "h5", "h3", "h6", "h4", "h6", "h5", "h6", "h6", "h6");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "ul",
                    "ol",
                    "li",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "pre",
                    "code",
                    "em",
                    "strong",
                    "del",
                    "b",
                    "i",
                    "blockquote",
                    "hr",
                    "br",
                    "a",
                    "div",
                    "kbd",
                    "sub",
                    "sup")
            .allowElements(
                    (name, attributes) -> HEADINGS.get(name), HEADINGS.keySet().toArray(String[]::new))
            .allowAttributes("align")
            .matching(ALIGN)
            .onElements("th", "td")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,9}"))
            .onElements("ol")
            // What Cleaning adds; a stranger's own never reaches the policy.
            .allowAttributes("class", "tabindex")
            .onElements("div")
            .allowAttributes("href", "target")
            .onElements("a")
            .allowUrlProtocols("http", "https", "mailto")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private Markdown() {}

    /** HTML for the page's one place that takes it; empty for nothing. Never throws for what a text says. */
    public static String html(String markdown) {
        if (markdown == null || markdown.isBlank()) {
            return "";
        }
        String text = bounded(markdown);
        String html = sanitized(RENDERER.render(PARSER.parse(text)));
        return html.length() <= LARGEST_HTML
                ? html
                : sanitized("<p>" + escaped(text.substring(0, Math.min(text.length(), LONGEST / 2))) + "…</p>");
    }

    private static String sanitized(String html) {
        StringBuilder clean = new StringBuilder();
        HtmlStreamEventReceiver writer = HtmlStreamRenderer.create(clean, Handler.DO_NOTHING);
        HtmlSanitizer.sanitize(html, new Cleaning(POLICY.apply(writer)));
        return clean.toString();
    }

    private static String bounded(String markdown) {
        StringBuilder text = new StringBuilder();
        boolean cut = markdown.length() > LONGEST;
        String start = cut ? markdown.substring(0, LONGEST) : markdown;
        int lines = 0;
        for (String line : (Iterable<String>) start.lines()::iterator) {
            if (lines++ == MOST_LINES) {
                cut = true;
                break;
            }
            text.append(fewColumns(line)).append('\n');
        }
        return cut ? text.append("\n…\n").toString() : text.toString();
    }

    private static String fewColumns(String line) {
        int pipes = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '|' && ++pipes > MOST_COLUMNS) {
                return line.substring(0, i) + line.substring(i).replace('|', '¦');
            }
        }
        return line;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** To load a picture would tell others who reads this. */
    private record PicturesAsWords(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node picture) {
            for (Node word = picture.getFirstChild(); word != null; word = word.getNext()) {
                context.render(word);
            }
        }
    }
}
