package net.chingtech.clawhub.script;

import java.util.List;
import java.util.Map;

/**
 * What the component of one script says of it.
 *
 * @param skill the skill's name on ClawHub
 * @param path of the script in the skill's folder
 * @param program that runs it, such as {@code bash}
 * @param variables the names of the values that it may be given
 */
record ScriptSettings(String skill, String path, String program, List<String> variables) {

    static ScriptSettings of(Map<String, Object> properties) {
        Object variables = properties.get("script.variables");
        return new ScriptSettings(
                text(properties, "script.skill"),
                text(properties, "script.path"),
                text(properties, "script.program"),
                variables instanceof String[] names ? List.of(names) : List.of());
    }

    private static String text(Map<String, Object> properties, String key) {
        if (properties.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the component says no " + key);
    }
}
