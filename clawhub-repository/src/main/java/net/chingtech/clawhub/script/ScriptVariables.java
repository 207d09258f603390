package net.chingtech.clawhub.script;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.skill.SkillContext;

/** The environment of a script: what every one gets, and the values that were granted and set for it. Nothing else. */
final class ScriptVariables {

    static final List<String> PATH = List.of("/usr/local/bin", "/usr/bin", "/bin");

    /** How programs reach the network where that is granted; the container sets them, and only then. */
    private static final List<String> WAY_OUT =
            List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NODE_USE_ENV_PROXY");

    private ScriptVariables() {}

    static Map<String, String> of(ScriptSettings settings, SkillContext context, Path folder) {
        Map<String, String> variables = new TreeMap<>();
        // 1. Values first, so that none of them takes the place of what follows.
        for (String name : settings.variables()) {
            context.env(name).ifPresent(value -> variables.put(name, value));
        }
        WAY_OUT.forEach(name -> {
            String value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        });
        // 2. What scripts rely on.
        variables.put("PATH", String.join(":", PATH));
        variables.put("HOME", context.dataFolder().toString());
        context.tempFolder().ifPresent(temp -> variables.put("TMPDIR", temp.toString()));
        variables.put("LANG", "C.UTF-8");
        variables.put("SKILL_NAME", settings.skill());
        variables.put("SKILL_DIR", folder.toString());
        variables.put("SKILL_ASSETS_DIR", folder.resolve("assets").toString());
        return variables;
    }
}
