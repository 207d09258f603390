package net.chingtech.ctos.settings.internal.store;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.chingtech.ctos.settings.internal.store.Stored.Item;

/** The values that Configuration Admin knows (OSGi Compendium 104.4.2), as texts with their type, and back. */
final class TypedValues {

    private static final String ARRAY = "array";
    private static final String PRIMITIVES = "primitives";
    private static final String LIST = "list";

    private record Kind(Class<?> boxed, Class<?> primitive, Function<String, Object> read) {}

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("string", new Kind(String.class, null, text -> text));
        KINDS.put("boolean", new Kind(Boolean.class, boolean.class, TypedValues::bool));
        KINDS.put("integer", new Kind(Integer.class, int.class, Integer::valueOf));
        KINDS.put("long", new Kind(Long.class, long.class, Long::valueOf));
        KINDS.put("double", new Kind(Double.class, double.class, Double::valueOf));
        KINDS.put("float", new Kind(Float.class, float.class, Float::valueOf));
        KINDS.put("short", new Kind(Short.class, short.class, Short::valueOf));
        KINDS.put("byte", new Kind(Byte.class, byte.class, Byte::valueOf));
        KINDS.put("character", new Kind(Character.class, char.class, TypedValues::character));
    }

    private TypedValues() {}

    /** @throws IllegalArgumentException when a configuration cannot hold it */
    static Item write(Object value) {
        if (value instanceof Collection<?> items) {
            // An empty list has no type of its own, and needs none.
            return new Item(
                    items.isEmpty() ? "string" : type(items.iterator().next().getClass()), LIST, texts(items));
        }
        if (value.getClass().isArray()) {
            Class<?> of = value.getClass().getComponentType();
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(Array.get(value, i));
            }
            return new Item(type(of), of.isPrimitive() ? PRIMITIVES : ARRAY, texts(items));
        }
        return new Item(type(value.getClass()), null, List.of(String.valueOf(value)));
    }

    /** @throws IllegalArgumentException when the texts are none of the type */
    static Object read(Item item) {
        Kind kind = KINDS.get(item.secret() ? "string" : item.type());
        if (kind == null) {
            throw new IllegalArgumentException("an unknown type " + item.type());
        }
        List<Object> values = item.texts().stream().map(kind.read()).toList();
        if (item.many() == null) {
            if (values.size() != 1) {
                throw new IllegalArgumentException(values.size() + " values where one should be");
            }
            return values.get(0);
        }
        return switch (item.many()) {
            case LIST -> new ArrayList<>(values);
            case ARRAY -> array(kind.boxed(), values);
            case PRIMITIVES -> array(kind.primitive(), values);
            default -> throw new IllegalArgumentException("an unknown holder " + item.many());
        };
    }

    private static Object array(Class<?> type, List<Object> values) {
        Object array = Array.newInstance(type, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    private static String type(Class<?> type) {
        return KINDS.entrySet().stream()
                .filter(kind -> type == kind.getValue().boxed()
                        || type == kind.getValue().primitive())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a configuration cannot hold " + type));
    }

    private static List<String> texts(Collection<?> items) {
        return items.stream().map(String::valueOf).toList();
    }

    private static Object bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return Boolean.valueOf(text);
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }
}
