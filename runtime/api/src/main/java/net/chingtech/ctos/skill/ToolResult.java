package net.chingtech.ctos.skill;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tool answers: a JSON object. Values are {@code String}, {@code Boolean}, numbers, {@code List}, {@code Map} or
 * null; at most 1 MiB as JSON.
 *
 * @param value the object, in the order in which it is shown
 */
public record ToolResult(Map<String, Object> value) {

    public ToolResult {
        value = Collections.unmodifiableMap(new LinkedHashMap<>(value));
    }

    public static ToolResult of(Map<String, ?> value) {
        return new ToolResult(new LinkedHashMap<>(value));
    }
}
