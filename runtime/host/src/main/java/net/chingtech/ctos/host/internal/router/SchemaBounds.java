package net.chingtech.ctos.host.internal.router;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.host.internal.router.InputSchema.Unusable;

/**
 * Holds a skill's schema to what checks an input in a time that the input's size sets, on the thread of whoever calls:
 * references only within the schema, never in a circle, and not so many that little text unfolds into very much.
 */
final class SchemaBounds {

    private static final int MOST_PARTS = 10_000;
    private static final int DEEPEST = 64;

    private static final Set<String> REFUSED = Set.of("$id", "$dynamicRef", "$recursiveRef");

    private final JsonNode root;
    private int parts;

    private SchemaBounds(JsonNode root) {
        this.root = root;
    }

    static void check(JsonNode root) throws Unusable {
        new SchemaBounds(root).unfold(root, 0);
    }

    /** Goes through the schema as a check of an input may, so a circle shows as depth. */
    private void unfold(JsonNode part, int depth) throws Unusable {
        if (++parts > MOST_PARTS) {
            throw new Unusable("it unfolds to more than " + MOST_PARTS + " parts", null);
        }
        if (depth > DEEPEST) {
            throw new Unusable("it is deeper than " + DEEPEST + ", or refers to itself", null);
        }
        for (JsonNode element : part.isArray() ? part : List.<JsonNode>of()) {
            unfold(element, depth + 1);
        }
        for (Map.Entry<String, JsonNode> entry : part.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            // A property may be called like a keyword; then it has a schema for a value.
            if (key.equals("$ref") && value.isTextual()) {
                unfold(target(value.textValue()), depth + 1);
            } else if (REFUSED.contains(key) && value.isTextual() && !(part == root && key.equals("$id"))) {
                throw new Unusable("it has a " + key + " in it, by which references mean other places", null);
            } else {
                unfold(value, depth + 1);
            }
        }
    }

    private JsonNode target(String reference) throws Unusable {
        JsonNode target = reference.startsWith("#/") ? root.at(reference.substring(1)) : root;
        if (!reference.startsWith("#/") || target.isMissingNode()) {
            throw new Unusable("it refers to " + reference + ", which is not a place in it", null);
        }
        return target;
    }
}
