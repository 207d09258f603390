package net.chingtech.ctos.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Map;

/** The values of gateways beyond those of JSON, each an object with one member that names its type. */
public final class TypedValues {

    private static final String DATE = "$date";
    private static final String TIME = "$time";
    private static final String INSTANT = "$instant";
    private static final String DOUBLE = "$double";
    private static final String DECIMAL = "$decimal";
    private static final String BYTES = "$bytes";
    /** Beyond this a number is no measure, and only costs time. */
    private static final int MOST_DIGITS = 1_000;

    private TypedValues() {}

    /** A value as JSON has it; what is no typed value stays what it is. */
    public static Object toJson(Object value) {
        if (value instanceof LocalDate || value instanceof LocalTime || value instanceof Instant) {
            return Map.of(
                    value instanceof LocalDate ? DATE : value instanceof LocalTime ? TIME : INSTANT, value.toString());
        }
        if (value instanceof Double) {
            return Map.of(DOUBLE, value.toString());
        }
        if (value instanceof BigDecimal decimal && decimal.scale() == 0) {
            // As a plain number it would come out as a whole one.
            return Map.of(DECIMAL, decimal.toString());
        }
        if (value instanceof byte[] bytes) {
            return Map.of(BYTES, Base64.getEncoder().encodeToString(bytes));
        }
        return value;
    }

    /**
     * The value that stands in JSON: text, a boolean, a number, null, or a typed value.
     *
     * @throws RpcError {@code parameters_invalid}: none of these
     */
    public static Object fromJson(Object value) throws RpcError {
        if (!(value instanceof Map<?, ?> object)) {
            if (value instanceof Iterable) {
                throw RpcError.parameters("A list is no value.");
            }
            return value;
        }
        if (object.size() != 1) {
            throw RpcError.parameters("An object is no value.");
        }
        Map.Entry<?, ?> only = object.entrySet().iterator().next();
        if (!(only.getKey() instanceof String type) || !(only.getValue() instanceof String text)) {
            throw RpcError.parameters("A typed value is not a text.");
        }
        try {
            return parse(type, text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw RpcError.parameters("A value is no " + type + ".");
        }
    }

    /** Bytes that stand in JSON. */
    public static byte[] bytes(Object value) throws RpcError {
        if (fromJson(value) instanceof byte[] bytes) {
            return bytes;
        }
        throw RpcError.parameters("A value is no " + BYTES + ".");
    }

    private static Object parse(String type, String text) throws RpcError {
        switch (type) {
            case DATE:
                return LocalDate.parse(text);
            case TIME:
                return LocalTime.parse(text);
            case INSTANT:
                return Instant.parse(text);
            case DOUBLE:
                return Double.valueOf(text);
            case DECIMAL:
                if (text.length() > MOST_DIGITS) {
                    throw RpcError.parameters("A number is too long.");
                }
                return new BigDecimal(text);
            case BYTES:
                return Base64.getDecoder().decode(text);
            default:
                throw RpcError.parameters("There are no values of the type " + type + ".");
        }
    }
}
