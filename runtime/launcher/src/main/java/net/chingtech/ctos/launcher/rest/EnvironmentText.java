package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The values of {@code env:NAME} of an installed skill, in words: which are set, which are not, and how to set them. */
public final class EnvironmentText {

    private static final String ENV = "env:";

    private EnvironmentText() {}

    /** Whether a permission is one for a value. */
    public static boolean isValue(String permission) {
        return permission.startsWith(ENV);
    }

    /** What the skill may read and nobody has set, one line each. */
    public static List<String> missing(JsonNode skill) {
        List<String> lines = new ArrayList<>();
        Set<String> readable = names(skill.path("permissions"));
        readable.addAll(names(skill.path("grants")));
        readable.removeAll(set(skill));
        for (String name : readable) {
            lines.add("no value is set: " + name.substring(ENV.length()) + "; set it with " + command(skill, name));
        }
        return lines;
    }

    /** All values that the skill asks for, one line each. */
    public static List<String> lines(JsonNode skill) {
        List<String> lines = new ArrayList<>();
        Set<String> all = names(skill.path("permissions"));
        all.addAll(names(skill.path("optional_permissions")));
        Set<String> set = set(skill);
        for (String name : all) {
            lines.add("value " + name.substring(ENV.length())
                    + (set.contains(name) ? " = (set); another with " : " = (not set); set it with ")
                    + command(skill, name));
        }
        return lines;
    }

    /** How to set a value that was taken for a setting, or null when the skill asks for none of that name. */
    public static String instead(JsonNode skill, String name) {
        Set<String> all = names(skill.path("permissions"));
        all.addAll(names(skill.path("optional_permissions")));
        return all.contains(ENV + name)
                ? name + " is no setting but a value, set by " + command(skill, ENV + name)
                        + ": it is typed unseen, and never an argument"
                : null;
    }

    private static String command(JsonNode skill, String permission) {
        return "./ctos grant " + skill.path("id").asText() + " " + permission;
    }

    private static Set<String> set(JsonNode skill) {
        Set<String> names = new LinkedHashSet<>();
        skill.path("env_set").forEach(name -> names.add(ENV + name.asText()));
        return names;
    }

    private static Set<String> names(JsonNode permissions) {
        Set<String> names = new LinkedHashSet<>();
        permissions.forEach(one -> {
            if (isValue(one.asText())) {
                names.add(one.asText());
            }
        });
        return names;
    }
}
