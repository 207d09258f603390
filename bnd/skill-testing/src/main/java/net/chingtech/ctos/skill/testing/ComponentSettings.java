package net.chingtech.ctos.skill.testing;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A component property type as Declarative Services makes it: what is set, else the default that stands in the type, else
 * 0, false or nothing at all.
 */
public final class ComponentSettings {

    private ComponentSettings() {}

    /**
     * The settings of a component for a test.
     *
     * @param type the annotation type that the component takes
     * @param values by name, as they stand in Metatype: {@code from_email} of the type is {@code from.email} here
     * @throws IllegalArgumentException for a name that the type does not have
     */
    public static <T> T of(Class<T> type, Map<String, ?> values) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        for (Method method : type.getDeclaredMethods()) {
            unknown.remove(name(method.getName()));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " has no " + String.join(", ", unknown));
        }
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(values, arguments);
            }
            Object value = values.get(name(method.getName()));
            return value == null ? unset(method) : converted(value, method.getReturnType());
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Component Property Mapping, OSGi Compendium 112.8.2.1, without its prefixes. */
    private static String name(String method) {
        return method.replace("$_$", "-")
                .replace("__", "\0")
                .replace("_", ".")
                .replace("\0", "_")
                .replace("$", "");
    }

    private static Object unset(Method method) {
        if (method.getDefaultValue() != null) {
            return method.getDefaultValue();
        }
        Class<?> type = method.getReturnType();
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private static Object converted(Object value, Class<?> type) {
        List<?> all = value instanceof Collection<?> list ? List.copyOf(list) : List.of(value);
        if (!type.isArray()) {
            return all.isEmpty() ? null : single(all.get(0), type);
        }
        Object array = Array.newInstance(type.getComponentType(), all.size());
        for (int i = 0; i < all.size(); i++) {
            Array.set(array, i, single(all.get(i), type.getComponentType()));
        }
        return array;
    }

    private static Object single(Object value, Class<?> type) {
        if (type == String.class) {
            return value.toString();
        }
        if (type == boolean.class || type == Boolean.class) {
            return Boolean.valueOf(value.toString());
        }
        Number number = value instanceof Number given ? given : Double.valueOf(value.toString());
        if (type == int.class || type == Integer.class) {
            return number.intValue();
        }
        if (type == long.class || type == Long.class) {
            return number.longValue();
        }
        if (type == double.class || type == Double.class) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(
                "a setting is text, int, long, double or boolean, or an array of one of these, and no "
                        + type.getName());
    }
}
