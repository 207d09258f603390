package net.chingtech.ctos.settings.internal;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Values as JSON has them: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, and lists of one of these. */
final class Plain {

    private Plain() {}

    /** @throws IllegalArgumentException when it is none */
    static Object of(Object value) {
        if (value instanceof Collection<?> items) {
            return list(items);
        }
        if (value != null && value.getClass().isArray()) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(Array.get(value, i));
            }
            return list(items);
        }
        return single(value);
    }

    private static List<Object> list(Collection<?> items) {
        List<Object> plain = items.stream().map(Plain::single).toList();
        if (plain.stream().map(Object::getClass).distinct().count() > 1) {
            throw new IllegalArgumentException("a list of several types");
        }
        return plain;
    }

    private static Object single(Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            return big.longValue();
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return ((Number) value).doubleValue();
        }
        throw new IllegalArgumentException(
                value == null ? "null" : value.getClass().getName());
    }
}
