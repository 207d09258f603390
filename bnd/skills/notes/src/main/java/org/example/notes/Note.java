package org.example.notes;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A note.
 *
 * @param id {@code n-} and six digits, in the order of writing
 */
record Note(String id, Instant at, String text) {

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("at", at.toString());
        shown.put("text", text);
        return shown;
    }
}
