package net.chingtech.ctos.format.tuf;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Maps that are written in the same order always. */
final class Sorted {

    private Sorted() {}

    static <V> Map<String, V> copy(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
