package net.chingtech.ctos.clawhub.folder;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Gives up a YAML text that does more than say something: names a type, or means by a few signs what stands elsewhere. The
 * library counts such signs for lists and maps only, and a text of some hundred kilobytes may stand there, too.
 */
final class PlainParser extends ParserImpl {

    /** No head has so many words; each takes some hundred bytes. */
    private static final int MOST = 10_000;

    private int seen;

    PlainParser(StreamReader text, LoaderOptions options) {
        super(text, options);
    }

    @Override
    public Event getEvent() {
        Event event = super.getEvent();
        seen++;
        if (event instanceof AliasEvent || tag(event) != null || seen > MOST) {
            throw new YAMLException("more than a head of a skill says");
        }
        return event;
    }

    private static String tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
    }
}
