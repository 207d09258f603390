package net.chingtech.ctos.engine.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.chingtech.ctos.engine.calls.PlainValues.NotPlain;

/**
 * Copies settings, which may come from a skill: by PID and name texts, {@code Long}, {@code Double}, {@code Boolean}, and
 * lists of one of these.
 */
public final class PlainSettings {

    private static final int MOST_PIDS = 100;
    private static final int LONGEST_NAME = 200;
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9._-]{1," + LONGEST_NAME + "}");

    private PlainSettings() {}

    /** A copy of all settings of a release, in the order of their PIDs. */
    public static Map<String, Map<String, Object>> copy(Map<?, ?> byPid) throws NotPlain {
        if (byPid.size() > MOST_PIDS) {
            throw new NotPlain("$", "has more than " + MOST_PIDS + " PIDs");
        }
        Map<String, Map<String, Object>> copy = new TreeMap<>();
        for (Map.Entry<?, ?> entry : byPid.entrySet()) {
            if (!(entry.getKey() instanceof String pid) || !(entry.getValue() instanceof Map<?, ?> values)) {
                throw new NotPlain("$", "is not settings by PID");
            }
            copy.put(pid, values(pid, values));
        }
        // All of it together is held to the size of one input.
        PlainValues.copy(copy);
        return Collections.unmodifiableMap(copy);
    }

    /** A copy of the settings of one PID. */
    public static Map<String, Object> values(String pid, Map<?, ?> values) throws NotPlain {
        if (pid == null || !PID.matcher(pid).matches()) {
            throw new NotPlain("$", "has a PID that is not 1 to " + LONGEST_NAME + " letters, digits, dots, _ and -");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            if (!(entry.getKey() instanceof String name) || name.isBlank() || name.length() > LONGEST_NAME) {
                throw new NotPlain(pid, "has a name that is not a text of 1 to " + LONGEST_NAME + " characters");
            }
            copy.put(name, value(entry.getValue(), pid + "." + name));
        }
        PlainValues.copy(copy);
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(Object value, String path) throws NotPlain {
        if (value instanceof Object[] array) {
            return list(Arrays.asList(array), path);
        }
        return value instanceof Collection<?> list ? list(list, path) : single(value, path);
    }

    private static List<Object> list(Collection<?> list, String path) throws NotPlain {
        List<Object> copy = new ArrayList<>();
        for (Object element : list) {
            Object single = single(element, path + "[" + copy.size() + "]");
            if (!copy.isEmpty() && copy.get(0).getClass() != single.getClass()) {
                throw new NotPlain(path, "is a list of different kinds of values");
            }
            copy.add(single);
        }
        return Collections.unmodifiableList(copy);
    }

    private static Object single(Object value, String path) throws NotPlain {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number) {
            // Held to what a number may be, before anything is asked of it.
            Object number = PlainValues.copy(Map.of(path, value)).get(path);
            if (number instanceof Long) {
                return number;
            }
            double fraction = ((Number) number).doubleValue();
            if (number instanceof java.math.BigDecimal && Double.isFinite(fraction)) {
                return fraction;
            }
        }
        throw new NotPlain(path, "is no text, no number of the usual size, no yes or no, and no list of these");
    }
}
