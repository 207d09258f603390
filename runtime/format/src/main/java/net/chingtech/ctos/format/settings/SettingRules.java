package net.chingtech.ctos.format.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.settings.SettingsForm.Option;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;
import net.chingtech.ctos.format.settings.SettingsForm.Type;

/** Makes a setting of what an {@code AD} says, and refuses one that contradicts itself. */
final class SettingRules {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._$-]{1,200}");
    /** What Configuration Admin itself says in a configuration. */
    private static final Set<String> RESERVED =
            Set.of("service.pid", "service.factorypid", "service.bundlelocation", "_felix_.cm.newconfiguration");

    private static final int MOST_VALUES = 1000;
    private static final int MOST_OPTIONS = 500;

    private final String place;
    private final Map<String, String> attributes;

    /** @param attributes of the {@code AD}, by their names; what is missing is null */
    SettingRules(String place, Map<String, String> attributes) {
        this.place = place;
        this.attributes = attributes;
    }

    /** @param options their values, and what each is called */
    Setting setting(List<Map.Entry<String, String>> options) throws FormatException {
        // 1. What it is.
        String id = id();
        String typeName = String.valueOf(attributes.get("type"));
        Type type = type(typeName);
        long cardinality = whole("cardinality", attributes.get("cardinality"));
        boolean list = cardinality != 0;
        int most = list ? (int) Math.min(Math.abs(cardinality), MOST_VALUES) : 1;
        // 2. What it takes.
        String min = bound(type, "min", narrowest(typeName, true));
        String max = bound(type, "max", narrowest(typeName, false));
        List<Option> choices = options(type, options);
        String name = attributes.get("name");
        Setting setting = new Setting(
                id,
                name == null || name.isEmpty() ? id : name,
                Optional.ofNullable(attributes.get("description")).orElse(""),
                type,
                list,
                most,
                required(),
                List.of(),
                min,
                max,
                choices);
        // 3. What it is when nobody sets it, held to the same.
        List<Object> defaults = defaults(setting);
        return new Setting(
                setting.id(),
                setting.name(),
                setting.description(),
                type,
                list,
                most,
                setting.required(),
                defaults,
                min,
                max,
                choices);
    }

    private String id() throws FormatException {
        String id = attributes.get("id");
        if (id == null || !ID.matcher(id).matches() || RESERVED.contains(id.toLowerCase(Locale.ROOT))) {
            throw refused(
                    "an id of letters, digits, '.', '_', '$' and '-', 200 characters at most, that Configuration Admin"
                            + " does not use itself",
                    String.valueOf(id));
        }
        return id;
    }

    private Type type(String name) throws FormatException {
        return switch (name) {
            case "String", "Char", "Character" -> Type.STRING;
            case "Password" -> Type.PASSWORD;
            case "Integer", "Short", "Byte" -> Type.INTEGER;
            case "Long" -> Type.LONG;
            case "Double", "Float" -> Type.DOUBLE;
            case "Boolean" -> Type.BOOLEAN;
            default ->
                throw refused(
                        "a type: String, Password, Integer, Short, Byte, Long, Double, Float, Boolean or Character",
                        name);
        };
    }

    /** What the type itself allows, where ours is wider. */
    private static String narrowest(String typeName, boolean least) {
        return switch (typeName) {
            case "Byte" -> Integer.toString(least ? Byte.MIN_VALUE : Byte.MAX_VALUE);
            case "Short" -> Integer.toString(least ? Short.MIN_VALUE : Short.MAX_VALUE);
            case "Char", "Character" -> "1";
            default -> null;
        };
    }

    private String bound(Type type, String name, String otherwise) throws FormatException {
        String bound = attributes.get(name);
        if (bound == null || bound.isEmpty()) {
            return otherwise;
        }
        if (type == Type.BOOLEAN) {
            return null;
        }
        if (Bounds.number(bound).isEmpty()) {
            throw refused(name + " as a number", bound);
        }
        return bound.strip();
    }

    private boolean required() throws FormatException {
        String required = attributes.get("required");
        if (required == null) {
            return true;
        }
        return switch (required.strip()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw refused("required to be true or false", required);
        };
    }

    private long whole(String name, String text) throws FormatException {
        try {
            return text == null || text.isBlank() ? 0 : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw refused(name + " as a whole number", text);
        }
    }

    private List<Option> options(Type type, List<Map.Entry<String, String>> given) throws FormatException {
        if (given.size() > MOST_OPTIONS) {
            throw refused("at most " + MOST_OPTIONS + " options", String.valueOf(given.size()));
        }
        List<Option> options = new ArrayList<>();
        for (Map.Entry<String, String> one : given) {
            options.add(new Option(value(type, one.getKey(), "an option"), one.getValue()));
        }
        return options;
    }

    private List<Object> defaults(Setting setting) throws FormatException {
        String text = attributes.get("default");
        List<Object> values = new ArrayList<>();
        for (String one : DefaultText.values(text, setting.list())) {
            if (one.isEmpty() && setting.type() != Type.STRING && setting.type() != Type.PASSWORD) {
                continue;
            }
            Object value = value(setting.type(), one, "a default");
            // An empty text is how annotations say that there is none.
            Optional<String> wrong = one.isEmpty() ? Optional.empty() : Bounds.wrong(setting, value);
            if (wrong.isPresent()) {
                throw refused("as default " + wrong.get(), one);
            }
            values.add(value);
        }
        if (values.size() > setting.most()) {
            throw refused("at most " + setting.most() + " values as default", values.size() + " values");
        }
        return values;
    }

    private Object value(Type type, String text, String what) throws FormatException {
        return JsonValues.parse(type, text)
                .orElseThrow(() -> refused(what + " that is " + JsonValues.words(type), text));
    }

    private FormatException refused(String expected, String found) {
        return Metatype.refused(place, expected, found);
    }
}
