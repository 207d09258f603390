package net.chingtech.ctos.engine.calls;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies what goes into a skill and what comes out of it: only the values of JSON, each of one exact class, so that no
 * object of one skill, and no code in it, reaches another skill or the container.
 */
public final class PlainValues {

    /** The size of an input or a result, about as JSON. */
    public static final int MOST_BYTES = 1024 * 1024;

    /** The smallest values take much more memory than they have bytes. */
    public static final int MOST_VALUES = 100_000;

    private static final int BYTES_OF_A_VALUE = 64;

    private static final int DEEPEST = 32;
    /** Beyond this a number is no longer money or a measure, and only costs time. */
    private static final int MOST_DIGITS = 1_000;

    private long bytes;
    private int values;

    private PlainValues() {}

    /** Something is not plain; the message says where. */
    public static final class NotPlain extends Exception {

        private static final long serialVersionUID = 1L;

        NotPlain(String path, String what) {
            super(path + " " + what);
        }
    }

    /**
     * A copy, and about how much memory it takes.
     *
     * @param values strings, booleans, Long, BigInteger, BigDecimal, lists, maps and nulls
     */
    public record Weighed(Map<String, Object> values, long bytes) {}

    public static Weighed weigh(Map<String, ?> object) throws NotPlain {
        PlainValues copy = new PlainValues();
        Map<String, Object> values = copy.map(object, "$", 1);
        return new Weighed(values, copy.bytes + (long) BYTES_OF_A_VALUE * copy.values);
    }

    /** A copy of an object: strings, booleans, Long, BigInteger, BigDecimal, lists, maps and nulls. */
    public static Map<String, Object> copy(Map<String, ?> object) throws NotPlain {
        return new PlainValues().map(object, "$", 1);
    }

    private Object value(Object value, String path, int depth) throws NotPlain {
        if (++values > MOST_VALUES) {
            throw new NotPlain(path, "is beyond " + MOST_VALUES + " values");
        }
        if (value == null || value instanceof Boolean) {
            count(5, path);
            return value;
        }
        if (value instanceof String text) {
            count(text.length() + 2L, path);
            return text;
        }
        if (value instanceof Number number) {
            return number(number, path);
        }
        if (depth > DEEPEST) {
            throw new NotPlain(path, "is nested deeper than " + DEEPEST);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, path, depth);
        }
        if (value instanceof List<?> list) {
            return list(list, path, depth);
        }
        throw new NotPlain(path, "is a " + value.getClass().getName() + ", which is not a value of JSON");
    }

    private Map<String, Object> map(Map<?, ?> map, String path, int depth) throws NotPlain {
        count(2, path);
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new NotPlain(path, "has a key that is not a text");
            }
            count(key.length() + 4L, path);
            copy.put(key, value(entry.getValue(), path + "." + key, depth + 1));
        }
        return Collections.unmodifiableMap(copy);
    }

    private List<Object> list(List<?> list, String path, int depth) throws NotPlain {
        count(2, path);
        List<Object> copy = new ArrayList<>();
        for (Object element : list) {
            count(1, path);
            copy.add(value(element, path + "[" + copy.size() + "]", depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private Object number(Number number, String path) throws NotPlain {
        count(20, path);
        Class<?> type = number.getClass();
        if (type == Long.class || type == Integer.class || type == Short.class || type == Byte.class) {
            return number.longValue();
        }
        if (type == Double.class || type == Float.class) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new NotPlain(path, "is not a finite number");
            }
            return new BigDecimal(number.toString());
        }
        if (type == BigInteger.class && ((BigInteger) number).bitLength() <= MOST_DIGITS * 3) {
            return number;
        }
        if (type == BigDecimal.class) {
            BigDecimal decimal = (BigDecimal) number;
            if (decimal.precision() <= MOST_DIGITS && Math.abs((long) decimal.scale()) <= MOST_DIGITS) {
                return decimal;
            }
        }
        throw new NotPlain(path, "is not a number of at most " + MOST_DIGITS + " digits");
    }

    private void count(long more, String path) throws NotPlain {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new NotPlain(path, "is beyond " + MOST_BYTES / 1024 / 1024 + " MiB");
        }
    }
}
