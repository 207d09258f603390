package org.example.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.Row;

/**
 * A site that is watched.
 *
 * @param status what it answered last, or null when it was never checked or did not answer
 * @param checked when, or null
 */
record Site(String name, String uri, Long status, Instant checked) {

    static Site of(Row row) {
        return new Site(
                (String) row.values().get("name"),
                (String) row.values().get("uri"),
                (Long) row.values().get("status"),
                (Instant) row.values().get("checked"));
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", name);
        shown.put("uri", uri);
        shown.put("status", status);
        shown.put("checked", checked == null ? null : checked.toString());
        return shown;
    }
}
