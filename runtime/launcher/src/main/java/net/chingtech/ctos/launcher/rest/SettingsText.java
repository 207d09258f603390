package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be set for a skill, and what was, in words. */
public final class SettingsText {

    private static final Map<String, String> TYPES = Map.of(
            "string", "text",
            "password", "secret",
            "integer", "whole number",
            "long", "whole number",
            "double", "number",
            "boolean", "true or false");

    private SettingsText() {}

    /**
     * One or two lines for each setting.
     *
     * @param alone whether nothing else can be set, so that none is worth a line
     */
    public static List<String> lines(JsonNode view, boolean alone) {
        List<String> lines = new ArrayList<>();
        JsonNode problem = view.path("problem");
        if (problem.isObject()) {
            lines.add("! " + text(problem, "detail") + " " + text(problem, "next_step"));
        }
        JsonNode groups = view.path("form").path("groups");
        if (groups.isEmpty() && alone) {
            lines.add("nothing can be set for it");
        }
        for (JsonNode group : groups) {
            String pid = text(group, "pid");
            lines.add(text(group, "name") + "  (" + pid + ")");
            say(group, "  ", lines);
            for (JsonNode setting : group.path("settings")) {
                lines.add("  " + text(setting, "id") + " = " + value(setting, view, pid));
                lines.add("      " + text(setting, "name") + ": " + kind(setting));
                say(setting, "      ", lines);
            }
        }
        return lines;
    }

    private static void say(JsonNode what, String indent, List<String> lines) {
        if (!text(what, "description").isBlank()) {
            lines.add(indent + text(what, "description").strip());
        }
    }

    private static String value(JsonNode setting, JsonNode view, String pid) {
        String name = text(setting, "id");
        if (text(setting, "type").equals("password")) {
            for (JsonNode set : view.path("secrets_set").path(pid)) {
                if (set.asText().equals(name)) {
                    return "(set)";
                }
            }
            return "(not set)";
        }
        JsonNode value = view.path("values").path(pid).path(name);
        if (!value.isMissingNode()) {
            return words(value);
        }
        JsonNode defaults = setting.path("defaults");
        if (defaults.isEmpty()) {
            return "(not set)";
        }
        return words(setting.path("list").asBoolean() ? defaults : defaults.get(0)) + "  (default)";
    }

    private static String words(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> all = new ArrayList<>();
        value.forEach(one -> all.add(one.asText()));
        return "[" + String.join(", ", all) + "]";
    }

    private static String kind(JsonNode setting) {
        String type = text(setting, "type");
        StringBuilder kind = new StringBuilder(TYPES.getOrDefault(type, type));
        if (setting.path("list").asBoolean()) {
            int most = setting.path("most").asInt();
            kind.append(", ").append(most == Integer.MAX_VALUE ? "any number of them" : "up to " + most + " of them");
        }
        if (!setting.path("options").isEmpty()) {
            List<String> options = new ArrayList<>();
            setting.path("options")
                    .forEach(option -> options.add(option.path("value").asText() + " (" + text(option, "label") + ")"));
            kind.append(", one of ").append(String.join(", ", options));
        }
        String unit = type.equals("string") || type.equals("password") ? " characters" : "";
        if (setting.hasNonNull("min")) {
            kind.append(", at least ").append(text(setting, "min")).append(unit);
        }
        if (setting.hasNonNull("max")) {
            kind.append(", at most ").append(text(setting, "max")).append(unit);
        }
        return kind.append(setting.path("required").asBoolean() ? ", required" : "")
                .toString();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
