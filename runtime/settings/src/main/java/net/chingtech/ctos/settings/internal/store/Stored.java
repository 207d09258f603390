package net.chingtech.ctos.settings.internal.store;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A configuration as it lies in its file.
 *
 * @param values by name
 */
public record Stored(int format, String pid, Map<String, Item> values) {

    static final int FORMAT = 1;

    public Stored {
        values = values == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * A value with its type.
     *
     * @param type such as {@code string} or {@code long}; {@code secret} for a text that is encrypted
     * @param many how several values are held: {@code array}, {@code primitives} or {@code list}; null for a single one
     * @param texts the values as texts
     */
    public record Item(String type, String many, List<String> texts) {

        static final String SECRET = "secret";

        public Item {
            texts = List.copyOf(texts);
        }

        boolean secret() {
            return SECRET.equals(type);
        }
    }
}
