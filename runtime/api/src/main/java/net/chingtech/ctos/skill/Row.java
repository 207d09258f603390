package net.chingtech.ctos.skill;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of a query.
 *
 * @param values by column label in lower case, in the query's order
 */
public record Row(Map<String, Object> values) {

    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The column as text, or null. */
    public String text(String column) {
        Object value = get(column);
        return value == null ? null : value.toString();
    }

    /** The column as an exact number, or null. */
    public BigDecimal decimal(String column) {
        Object value = get(column);
        return value == null ? null : new BigDecimal(value.toString());
    }

    private Object get(String column) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException("no column " + column + " among " + values.keySet());
        }
        return values.get(column);
    }
}
