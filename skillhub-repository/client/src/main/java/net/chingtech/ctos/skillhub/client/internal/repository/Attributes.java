package net.chingtech.ctos.skillhub.client.internal.repository;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.HeaderClause;
import org.osgi.framework.Version;

/** The attributes of a clause with their types (OSGi Core 3.2.5 and 3.3.6). */
final class Attributes {

    private Attributes() {}

    static Map<String, Object> of(HeaderClause clause) throws FormatException {
        Map<String, Object> typed = new TreeMap<>();
        for (Map.Entry<String, String> attribute : clause.attributes().entrySet()) {
            String type = clause.types().getOrDefault(attribute.getKey(), "String");
            try {
                typed.put(attribute.getKey(), value(type, attribute.getValue()));
            } catch (IllegalArgumentException e) {
                throw new FormatException("header_invalid", "$." + attribute.getKey(), type, attribute.getValue());
            }
        }
        return Map.copyOf(typed);
    }

    private static Object value(String type, String text) {
        if (type.startsWith("List")) {
            String of = type.equals("List") ? "String" : type.substring("List<".length(), type.length() - 1);
            List<Object> values = Arrays.stream(text.split("(?<!\\\\),"))
                    .map(String::strip)
                    .map(item -> value(of, item.replace("\\,", ",").replace("\\\\", "\\")))
                    .toList();
            return values;
        }
        return switch (type) {
            case "String" -> text;
            case "Version" -> Version.parseVersion(text);
            case "Long" -> Long.valueOf(text.strip());
            case "Double" -> Double.valueOf(text.strip());
            default -> throw new IllegalArgumentException(type);
        };
    }
}
