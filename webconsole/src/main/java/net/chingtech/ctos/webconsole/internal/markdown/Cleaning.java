package net.chingtech.ctos.webconsole.internal.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;

/**
 * Between the sanitizer's tag balancer and the policy, so that every tag that opens here also closes, the text's end
 * included: takes away the attributes of links, tables and divisions but for our own, writes out what would hide or turn
 * text, and lets no link lead elsewhere than its words say without saying so. As the policy's preprocessor it would stand
 * before the balancer, and miss the ends that a stranger leaves out.
 */
final class Cleaning extends HtmlStreamEventReceiverWrapper implements HtmlSanitizer.Policy {

    /** Words that are longer cannot be a destination's own name. */
    private static final int LONGEST_NAME = 2_000;

    /** In others words may be hidden, or stand elsewhere, and do not say where their link leads. */
    private static final Set<String> IN_LINE = Set.of("b", "strong", "i", "em", "code", "kbd");

    private final StringBuilder words = new StringBuilder();
    private Destination destination;
    private boolean wordsInLine;
    private int linksDeep;

    Cleaning(HtmlStreamEventReceiver policy) {
        super(policy);
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        wordsInLine &= IN_LINE.contains(name);
        switch (name) {
            // A browser would end the outer link at an inner one, which is therefore only its words.
            case "a" -> {
                if (linksDeep++ == 0) {
                    openLink(attributes);
                }
            }
            // Wider than the page, it is scrolled by itself, by keyboard, too.
            case "table" -> {
                super.openTag("div", new ArrayList<>(List.of("class", "table", "tabindex", "0")));
                super.openTag(name, new ArrayList<>());
            }
            case "div" -> super.openTag(name, new ArrayList<>());
            default -> super.openTag(name, attributes);
        }
    }

    @Override
    public void closeTag(String name) {
        if (name.equals("a")) {
            if (--linksDeep == 0) {
                closeLink();
            }
            return;
        }
        super.closeTag(name);
        if (name.equals("table")) {
            super.closeTag("div");
        }
    }

    @Override
    public void text(String text) {
        if (destination != null && words.length() < LONGEST_NAME) {
            words.append(text);
        }
        super.text(Treacherous.writtenOut(text));
    }

    private void openLink(List<String> attributes) {
        destination = null;
        words.setLength(0);
        wordsInLine = true;
        for (int i = 0; i + 1 < attributes.size() && destination == null; i += 2) {
            if (attributes.get(i).equals("href")) {
                destination = Destination.of(attributes.get(i + 1)).orElse(null);
            }
        }
        if (destination != null) {
            super.openTag("a", new ArrayList<>(List.of("href", destination.url(), "target", "_blank")));
        }
    }

    private void closeLink() {
        if (destination == null) {
            return;
        }
        String said = words.toString().strip().toLowerCase(Locale.ROOT);
        Optional<String> unsaid = wordsInLine ? destination.unsaidBy(said) : Optional.of(destination.place());
        unsaid.ifPresent(place -> super.text(" (" + place + ")"));
        super.closeTag("a");
        destination = null;
    }
}
