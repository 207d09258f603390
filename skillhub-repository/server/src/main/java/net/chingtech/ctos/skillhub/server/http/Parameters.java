package net.chingtech.ctos.skillhub.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** The query of a request; every refusal names the parameter. */
final class Parameters {

    private static final int LONGEST = 200;

    private final Fields fields;

    private Parameters(Fields fields) {
        this.fields = fields;
    }

    static Parameters of(Request request) throws Refused {
        try {
            return new Parameters(Request.extractQueryParameters(request, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw Refusals.parameter("query", "UTF-8 in percent encoding", "something else");
        }
    }

    /** Reads one word. */
    interface Reader<T> {
        T read(String text) throws FormatException;
    }

    /** A text of at most 200 characters. */
    String text(String name, String otherwise) throws Refused {
        List<String> values = fields.getValuesOrEmpty(name);
        if (values.isEmpty()) {
            return otherwise;
        }
        if (values.size() > 1) {
            throw Refusals.parameter(name, "given once", "given " + values.size() + " times");
        }
        String value = values.get(0).strip();
        if (value.length() > LONGEST) {
            throw Refusals.parameter(name, "at most " + LONGEST + " characters", value);
        }
        return value.isEmpty() ? otherwise : value;
    }

    /** A list: separated by commas, or the parameter several times. */
    List<String> list(String name, int most) throws Refused {
        List<String> values = fields.getValuesOrEmpty(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.size() > most || values.stream().anyMatch(value -> value.length() > LONGEST)) {
            throw Refusals.parameter(name, "at most " + most + " words", values.size() + " words");
        }
        return values;
    }

    int number(String name, int otherwise, int least, int most) throws Refused {
        String text = text(name, null);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        throw Refusals.parameter(name, "a whole number from " + least + " to " + most, text);
    }

    <T> T word(String name, T otherwise, Reader<T> reader) throws Refused {
        String text = text(name, null);
        try {
            return text == null ? otherwise : reader.read(text);
        } catch (FormatException e) {
            throw Refusals.parameter(name, e.violations().get(0).expected(), text);
        }
    }

    <E extends Enum<E>> E choice(String name, E otherwise) throws Refused {
        String text = text(name, null);
        if (text == null) {
            return otherwise;
        }
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        for (E one : all) {
            if (wire(one).equals(text)) {
                return one;
            }
        }
        throw Refusals.parameter(
                name, Arrays.stream(all).map(Parameters::wire).collect(Collectors.joining(" or ")), text);
    }

    private static String wire(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
