package net.chingtech.ctos.settings.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.settings.Metatype;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.StagedSkill;

/** What a skill's migration made of its settings: any values it likes, as long as they can be kept. */
final class MigratedValues {

    private static final int MOST_PIDS = 50;
    private static final int MOST_VALUES = 500;
    private static final int MOST_ITEMS = 1000;
    private static final int LONGEST_TEXT = 16 * 1024;
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._$-]{1,200}");

    private final SkillId skill;
    private final Map<String, Set<String>> secrets;
    private final List<Violation> violations = new ArrayList<>();

    private MigratedValues(SkillId skill, Map<String, Set<String>> secrets) {
        this.skill = skill;
        this.secrets = secrets;
    }

    /**
     * The values as they are kept; a PID without values is left out.
     *
     * @param secrets by PID, the names of what is a secret: that stays text
     */
    static Map<String, Map<String, Object>> check(
            StagedSkill skill, Map<String, Map<String, Object>> values, Map<String, Set<String>> secrets)
            throws SettingsRefused {
        MigratedValues check = new MigratedValues(skill.id(), secrets);
        Map<String, Map<String, Object>> plain = check.groups(values);
        if (!check.violations.isEmpty()) {
            throw Refusals.migrated(Release.of(skill), check.violations);
        }
        return plain;
    }

    private Map<String, Map<String, Object>> groups(Map<String, Map<String, Object>> values) {
        Map<String, Map<String, Object>> plain = new LinkedHashMap<>();
        int all = values.values().stream().mapToInt(Map::size).sum();
        if (values.size() > MOST_PIDS || all > MOST_VALUES) {
            wrong("$", "at most " + MOST_PIDS + " PIDs and " + MOST_VALUES + " values", values.size() + ", " + all);
            return plain;
        }
        values.forEach((pid, group) -> {
            if (!PID.matcher(pid).matches() || !Metatype.isOwn(skill, pid)) {
                wrong("$", "PIDs that are " + skill + " or begin with " + skill + ".", "another");
            } else if (!group.isEmpty()) {
                plain.put(pid, group(pid, group));
            }
        });
        return plain;
    }

    private Map<String, Object> group(String pid, Map<String, Object> group) {
        String path = "$['" + pid + "']";
        Set<String> secret = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        secret.addAll(secrets.getOrDefault(pid, Set.of()));
        Map<String, Object> plain = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>();
        group.forEach((name, value) -> {
            boolean fits = NAME.matcher(name).matches()
                    && !name.toLowerCase(Locale.ROOT).startsWith("service.")
                    && seen.add(name.toLowerCase(Locale.ROOT));
            if (!fits) {
                wrong(path, "names of letters, digits, '.', '_', '$' and '-', each once", "another");
                return;
            }
            try {
                Object one = sized(Plain.of(value));
                if (secret.contains(name) && !items(one).stream().allMatch(String.class::isInstance)) {
                    wrong(path + "['" + name + "']", "a text, or a list of texts: it is a secret", "another type");
                }
                plain.put(name, one);
            } catch (IllegalArgumentException e) {
                wrong(
                        path + "['" + name + "']",
                        "a text, a number, true or false, or a list of one of these",
                        e.getMessage());
            }
        });
        return plain;
    }

    private static Object sized(Object value) {
        Collection<?> items = items(value);
        boolean tooLong = items.stream()
                .anyMatch(item ->
                        item instanceof String text && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT);
        if (tooLong || items.size() > MOST_ITEMS) {
            throw new IllegalArgumentException("more than can be kept");
        }
        return value;
    }

    private static Collection<?> items(Object value) {
        return value instanceof Collection<?> list ? list : List.of(value);
    }

    private void wrong(String path, String expected, String found) {
        violations.add(new Violation(path, expected, found));
    }
}
