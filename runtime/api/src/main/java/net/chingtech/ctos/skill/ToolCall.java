package net.chingtech.ctos.skill;

import java.util.Map;
import java.util.Objects;

/**
 * One call of a tool.
 *
 * @param tool the tool's name
 * @param input the arguments, already checked against the tool's schema: values are {@code String}, {@code Boolean},
 *     {@code Long}, {@code java.math.BigInteger}, {@code java.math.BigDecimal}, {@code List}, {@code Map} or null
 * @param caller who calls; set by the container, never by the caller
 */
public record ToolCall(String tool, Map<String, Object> input, Caller caller) {

    public ToolCall {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(caller, "caller");
    }

    /** The argument as text, or null when it was not given. */
    public String text(String name) {
        Object value = input.get(name);
        return value == null ? null : value.toString();
    }
}
