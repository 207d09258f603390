package net.chingtech.ctos.host.internal.process.doors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.wire.RpcError;
import net.chingtech.ctos.wire.TypedValues;

/** The parameters of one request: none but those that the method takes, each of its exact type. */
final class Parameters {

    private final Map<String, Object> values;

    /** @throws RpcError when there is another than {@code names} */
    Parameters(Map<String, Object> values, Set<String> names) throws RpcError {
        this.values = values;
        if (!names.containsAll(values.keySet())) {
            throw RpcError.parameters("There is a parameter that the method does not take.");
        }
    }

    String text(String name, int longest) throws RpcError {
        String text = optionalText(name, longest);
        if (text == null) {
            throw wrong(name, "a text of at most " + longest + " characters");
        }
        return text;
    }

    String optionalText(String name, int longest) throws RpcError {
        Object value = values.get(name);
        if (value != null && !(value instanceof String text && text.length() <= longest)) {
            throw wrong(name, "a text of at most " + longest + " characters");
        }
        return (String) value;
    }

    long number(String name, long least, long most) throws RpcError {
        Long number = optionalNumber(name);
        if (number == null || number < least || number > most) {
            throw wrong(name, "a whole number from " + least + " to " + most);
        }
        return number;
    }

    Long optionalNumber(String name) throws RpcError {
        Object value = values.get(name);
        if (value != null && !(value instanceof Long)) {
            throw wrong(name, "a whole number");
        }
        return (Long) value;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String name) throws RpcError {
        if (!(values.get(name) instanceof Map<?, ?> object)) {
            throw wrong(name, "an object");
        }
        return (Map<String, Object>) object;
    }

    Map<String, String> texts(String name, int most) throws RpcError {
        Map<String, Object> object = object(name);
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : object.entrySet()) {
            if (!(entry.getValue() instanceof String text) || texts.size() == most) {
                throw wrong(name, "an object of at most " + most + " texts");
            }
            texts.put(entry.getKey(), text);
        }
        return texts;
    }

    /** A list of values as gateways know them. */
    Object[] values(String name, int most) throws RpcError {
        if (!(values.get(name) instanceof List<?> list) || list.size() > most) {
            throw wrong(name, "a list of at most " + most + " values");
        }
        List<Object> typed = new ArrayList<>();
        for (Object value : list) {
            typed.add(TypedValues.fromJson(value));
        }
        return typed.toArray();
    }

    /** Bytes; none when there is no such parameter. */
    byte[] bytes(String name) throws RpcError {
        Object value = values.get(name);
        return value == null ? new byte[0] : TypedValues.bytes(value);
    }

    private static RpcError wrong(String name, String what) {
        return RpcError.parameters("The parameter " + name + " is not " + what + ".");
    }
}
