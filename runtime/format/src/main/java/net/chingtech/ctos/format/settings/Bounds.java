package net.chingtech.ctos.format.settings;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;

/** Whether a value of the right type is one that a setting takes. */
final class Bounds {

    private static final int LONGEST_TEXT = 16 * 1024;
    private static final int SHOWN = 8;

    private Bounds() {}

    /** What would have been right, or empty when it is. */
    static Optional<String> wrong(Setting setting, Object value) {
        boolean text = value instanceof String;
        if (text && ((String) value).getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            return Optional.of("at most " + LONGEST_TEXT + " bytes");
        }
        if (!setting.options().isEmpty()) {
            return setting.options().stream().anyMatch(option -> option.value().equals(value))
                    ? Optional.empty()
                    : Optional.of(options(setting));
        }
        if (value instanceof Boolean) {
            return Optional.empty();
        }
        String unit = text ? " characters" : "";
        BigDecimal size = text
                ? BigDecimal.valueOf(((String) value).codePointCount(0, ((String) value).length()))
                : new BigDecimal(value.toString());
        if (number(setting.min()).filter(min -> size.compareTo(min) < 0).isPresent()) {
            return Optional.of("at least " + setting.min() + unit);
        }
        return number(setting.max())
                .filter(max -> size.compareTo(max) > 0)
                .map(max -> "at most " + setting.max() + unit);
    }

    /** A bound; empty for none, and for what is no number. */
    static Optional<BigDecimal> number(String bound) {
        try {
            return bound == null ? Optional.empty() : Optional.of(new BigDecimal(bound.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String options(Setting setting) {
        String some = setting.options().stream()
                .limit(SHOWN)
                .map(option -> String.valueOf(option.value()))
                .collect(Collectors.joining(", ", "one of ", ""));
        return setting.options().size() > SHOWN ? some + ", …" : some;
    }
}
