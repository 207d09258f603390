package net.chingtech.ctos.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.engine.calls.PlainSettings;
import net.chingtech.ctos.engine.calls.PlainValues.NotPlain;
import net.chingtech.ctos.wire.RpcError;

/** The parameters of a request, each of the type that it must have. */
final class Parameters {

    private final Map<?, ?> values;

    Parameters(Map<?, ?> values) {
        this.values = values;
    }

    private <T> T get(String name, Class<T> type) throws RpcError {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw RpcError.parameters("The parameter " + name + " is missing or not a " + type.getSimpleName() + ".");
        }
        return type.cast(value);
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) throws RpcError {
        return get(name, String.class);
    }

    Path path(String name) throws RpcError {
        return Path.of(text(name));
    }

    Optional<Path> optionalPath(String name) throws RpcError {
        return has(name) ? Optional.of(path(name)) : Optional.empty();
    }

    long number(String name) throws RpcError {
        return get(name, Long.class);
    }

    Parameters object(String name) throws RpcError {
        return new Parameters(get(name, Map.class));
    }

    /** Names are texts in every object of JSON. */
    @SuppressWarnings("unchecked")
    Map<String, Object> map(String name) throws RpcError {
        return get(name, Map.class);
    }

    /** Settings by PID; none when there is no such parameter. */
    Map<String, Map<String, Object>> settings(String name) throws RpcError {
        try {
            return has(name) ? PlainSettings.copy(get(name, Map.class)) : Map.of();
        } catch (NotPlain e) {
            throw RpcError.parameters("The parameter " + name + " is no settings: " + e.getMessage() + ".");
        }
    }

    List<String> texts(String name) throws RpcError {
        return texts(name, get(name, List.class));
    }

    /** A list of lists of texts. */
    List<List<String>> rows(String name) throws RpcError {
        List<List<String>> rows = new java.util.ArrayList<>();
        for (Object row : get(name, List.class)) {
            if (!(row instanceof List<?> list)) {
                throw RpcError.parameters("The parameter " + name + " holds something that is not a list.");
            }
            rows.add(texts(name, list));
        }
        return rows;
    }

    private static List<String> texts(String name, List<?> list) throws RpcError {
        for (Object element : list) {
            if (!(element instanceof String)) {
                throw RpcError.parameters("The parameter " + name + " holds something that is not a text.");
            }
        }
        return list.stream().map(String.class::cast).toList();
    }
}
