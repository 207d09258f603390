package net.chingtech.ctos.format.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import net.chingtech.ctos.format.settings.SettingsForm.Type;

/** Values as settings have them: {@code String}, {@code Long}, {@code Double} and {@code Boolean}, whatever they came as. */
final class JsonValues {

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private JsonValues() {}

    /** A value that is written as text; empty when it is none of this type. */
    static Optional<Object> parse(Type type, String text) {
        try {
            return switch (type) {
                case STRING, PASSWORD -> Optional.of(text);
                case INTEGER, LONG -> of(type, new BigInteger(text.strip()));
                case DOUBLE -> of(type, new BigDecimal(text.strip()));
                case BOOLEAN ->
                    switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
                        case "true" -> Optional.of(true);
                        case "false" -> Optional.of(false);
                        default -> Optional.empty();
                    };
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A value that came from JSON; empty when it is none of this type. */
    static Optional<Object> of(Type type, Object value) {
        return switch (type) {
            case STRING, PASSWORD -> value instanceof String ? Optional.of(value) : Optional.empty();
            case BOOLEAN -> value instanceof Boolean ? Optional.of(value) : Optional.empty();
            case INTEGER ->
                whole(value)
                        .filter(n -> n >= Integer.MIN_VALUE && n <= Integer.MAX_VALUE)
                        .map(n -> n);
            case LONG -> whole(value).map(n -> n);
            case DOUBLE ->
                value instanceof Number number && Double.isFinite(number.doubleValue())
                        ? Optional.of(number.doubleValue())
                        : Optional.empty();
        };
    }

    private static Optional<Long> whole(Object value) {
        if (value instanceof BigInteger big) {
            return big.compareTo(LEAST) >= 0 && big.compareTo(MOST) <= 0
                    ? Optional.of(big.longValue())
                    : Optional.empty();
        }
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte
                ? Optional.of(((Number) value).longValue())
                : Optional.empty();
    }

    /** What a value of this type is, for people. */
    static String words(Type type) {
        return switch (type) {
            case STRING -> "a text";
            case PASSWORD -> "a secret text, or null to leave it as it is";
            case INTEGER -> "a whole number from -2147483648 to 2147483647";
            case LONG -> "a whole number";
            case DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
        };
    }
}
