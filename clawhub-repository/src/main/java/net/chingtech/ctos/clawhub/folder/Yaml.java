package net.chingtech.ctos.clawhub.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a stranger's YAML, and JSON, which is YAML too, also with a comma too many: lists, maps and texts, nothing else, not deep
 * and not many. A version {@code 1.10} stays {@code 1.10}, a date stays a text; what is not a text is no key. So nothing that is
 * read is larger than what was written.
 */
final class Yaml {

    private static final int LARGEST = 256 * 1024;
    private static final int DEEPEST = 20;

    private Yaml() {}

    /** The map that a text is; empty when it is none, or not to be read. */
    static Optional<Map<String, Object>> map(String text) {
        if (text.length() > LARGEST) {
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        try {
            Composer composer =
                    new Composer(new PlainParser(new StreamReader(text), options), new OnlyTexts(), options);
            return composer.getSingleNode() instanceof MappingNode map ? Optional.of(read(map)) : Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            // The library says in many ways that it cannot read something, and not each is documented.
            return Optional.empty();
        }
    }

    /** The value as a map; one that is written as a JSON text is read; empty when it is neither. */
    static Map<String, Object> asMap(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> texts = new LinkedHashMap<>();
            map.forEach((key, each) -> texts.put((String) key, each));
            return texts;
        }
        return value instanceof String text && text.strip().startsWith("{")
                ? map(text).orElse(Map.of())
                : Map.of();
    }

    /** The value as a list of texts; one text is a list of one. */
    static List<String> asTexts(Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> !text.isBlank())
                    .toList();
        }
        return value instanceof String text && !text.isBlank() ? List.of(text) : List.of();
    }

    private static Map<String, Object> read(MappingNode map) {
        Map<String, Object> read = new LinkedHashMap<>();
        map.getValue().forEach(one -> {
            if (one.getKeyNode() instanceof ScalarNode key) {
                read.put(key.getValue(), read(one.getValueNode()));
            }
        });
        return read;
    }

    private static Object read(Node node) {
        if (node instanceof MappingNode map) {
            return read(map);
        }
        if (node instanceof SequenceNode list) {
            List<Object> read = new ArrayList<>();
            list.getValue().forEach(one -> read.add(read(one)));
            return read;
        }
        return ((ScalarNode) node).getValue();
    }

    /** Takes no plain word for a number, a date or a yes. */
    private static final class OnlyTexts extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }
}
