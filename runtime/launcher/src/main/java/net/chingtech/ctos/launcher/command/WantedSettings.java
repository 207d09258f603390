package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All values of a skill's settings as they shall be: what was set, with what is changed. Secrets stay unless they are named. */
final class WantedSettings {

    private final JsonNode form;
    private final Map<String, Map<String, Object>> values = new LinkedHashMap<>();

    /** A setting in its group. */
    private record Found(String pid, JsonNode setting) {
        String name() {
            return setting.path("id").asText();
        }

        boolean isSecret() {
            return setting.path("type").asText().equals("password");
        }
    }

    WantedSettings(JsonNode view) {
        this.form = view.path("form");
        view.path("values").properties().forEach(group -> group.getValue()
                .properties()
                .forEach(one -> of(group.getKey()).put(one.getKey(), one.getValue())));
        view.path("secrets_set").properties().forEach(group -> group.getValue()
                .forEach(name -> of(group.getKey()).put(name.asText(), null)));
    }

    /** By PID and name; null for a secret that stays. A group without any is left out: it is not set at all. */
    Map<String, Map<String, Object>> values() {
        Map<String, Map<String, Object>> set = new LinkedHashMap<>(values);
        set.values().removeIf(Map::isEmpty);
        return set;
    }

    /** Takes other values in place of all but secrets. */
    void replace(JsonNode others) {
        values.values().forEach(group -> group.values().removeIf(value -> value != null));
        others.properties().forEach(group -> group.getValue().properties().forEach(one -> of(group.getKey())
                .put(one.getKey(), one.getValue())));
    }

    /** @throws IllegalArgumentException saying what is wrong with the name or a value */
    void set(String name, List<String> typed) {
        Found found = find(name);
        if (found.isSecret()) {
            throw new IllegalArgumentException(
                    name + " is a secret: others would see it here; say --secret " + name + " instead");
        }
        boolean list = found.setting().path("list").asBoolean();
        if (!list && typed.size() > 1) {
            throw new IllegalArgumentException(name + " takes one value");
        }
        List<Object> parsed = new ArrayList<>();
        for (String value : typed) {
            parsed.add(value(name, found.setting().path("type").asText(), value));
        }
        of(found.pid()).put(found.name(), list ? parsed : parsed.get(0));
    }

    /** Whether a setting of any group has that name. */
    static boolean has(JsonNode view, String name) {
        for (JsonNode group : view.path("form").path("groups")) {
            for (JsonNode setting : group.path("settings")) {
                if (setting.path("id").asText().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @throws IllegalArgumentException when no setting has that name */
    void unset(String name) {
        Found found = find(name);
        of(found.pid()).remove(found.name());
    }

    /** @throws IllegalArgumentException when no secret has that name */
    void mustBeSecret(String name) {
        if (!find(name).isSecret()) {
            throw new IllegalArgumentException(name + " is no secret: say " + name + "=VALUE");
        }
    }

    void secret(String name, String value) {
        Found found = find(name);
        of(found.pid()).put(found.name(), found.setting().path("list").asBoolean() ? List.of(value) : value);
    }

    private Map<String, Object> of(String pid) {
        return values.computeIfAbsent(pid, key -> new LinkedHashMap<>());
    }

    /** By its name, or by its group and its name. */
    private Found find(String typed) {
        List<Found> found = new ArrayList<>();
        for (JsonNode group : form.path("groups")) {
            String pid = group.path("pid").asText();
            for (JsonNode setting : group.path("settings")) {
                String name = setting.path("id").asText();
                if (typed.equals(name) || typed.equals(pid + "/" + name)) {
                    found.add(new Found(pid, setting));
                }
            }
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(typed + " is a name of several groups: write "
                    + String.join(
                            " or ",
                            found.stream()
                                    .map(one -> one.pid() + "/" + one.name())
                                    .toList()));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no setting " + typed);
        }
        return found.get(0);
    }

    private static Object value(String name, String type, String typed) {
        try {
            return switch (type) {
                case "integer", "long" -> Long.parseLong(typed.strip());
                case "double" -> finite(Double.parseDouble(typed.strip()));
                case "boolean" -> yesOrNo(typed.strip());
                default -> typed;
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " takes "
                            + switch (type) {
                                case "boolean" -> "true or false";
                                case "double" -> "a number";
                                default -> "a whole number";
                            },
                    e);
        }
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static boolean yesOrNo(String typed) {
        return switch (typed) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }
}
