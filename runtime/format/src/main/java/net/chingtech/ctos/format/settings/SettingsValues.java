package net.chingtech.ctos.format.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.settings.SettingsForm.Group;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;
import net.chingtech.ctos.format.settings.SettingsForm.Type;

/** Holds values that an administrator gave to the form of a skill. */
public final class SettingsValues {

    private static final int SHOWN = 12;

    private final List<Violation> violations = new ArrayList<>();

    private SettingsValues() {}

    /**
     * What became of them.
     *
     * @param values by PID and name: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, and lists of one of
     *     these; a secret that stays as it is has null. Of use only when there are no violations.
     * @param violations all that does not fit, each with its JSON path; never a secret in it
     */
    public record Checked(Map<String, Map<String, Object>> values, List<Violation> violations) {
        public Checked {
            violations = List.copyOf(violations);
        }
    }

    /**
     * Checks all values of a skill at once. Names that are left out have their default, and a PID that is left out is not
     * set at all; one that is named must have everything that is required.
     *
     * @param values by PID and name, as JSON was read
     */
    public static Checked check(SettingsForm form, Map<String, ? extends Map<String, ?>> values) {
        SettingsValues check = new SettingsValues();
        Map<String, Map<String, Object>> good = new LinkedHashMap<>();
        values.forEach((pid, given) -> {
            String path = "$['" + pid + "']";
            Optional<Group> group = form.group(pid);
            if (group.isEmpty()) {
                check.wrong(
                        path,
                        "one of the PIDs "
                                + some(form.groups().stream().map(Group::pid).toList()),
                        "another");
            } else if (given == null) {
                check.wrong(path, "a JSON object", "null");
            } else {
                good.put(pid, check.group(path, group.get(), given));
            }
        });
        return new Checked(good, check.violations);
    }

    private Map<String, Object> group(String path, Group group, Map<String, ?> given) {
        Map<String, Object> good = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            String at = path + "['" + name + "']";
            Optional<Setting> setting = group.setting(name);
            if (setting.isEmpty()) {
                wrong(
                        at,
                        "one of the settings "
                                + some(group.settings().stream()
                                        .map(Setting::id)
                                        .toList()),
                        "another");
            } else if (value == null && setting.get().type() == Type.PASSWORD) {
                good.put(name, null);
            } else {
                good.put(name, value(at, setting.get(), value));
            }
        });
        for (Setting setting : group.settings()) {
            boolean empty =
                    !good.containsKey(setting.id()) && setting.defaults().isEmpty();
            if (empty && setting.required()) {
                wrong(path + "['" + setting.id() + "']", "a value: it is required and has no default", "none");
            }
        }
        return good;
    }

    private Object value(String at, Setting setting, Object value) {
        if (!setting.list()) {
            if (setting.required() && "".equals(value)) {
                return wrong(at, "a value: it is required", "an empty text");
            }
            return single(at, setting, value);
        }
        if (!(value instanceof List<?> items)) {
            return wrong(at, "a list", found(setting, value));
        }
        if (items.size() > setting.most()) {
            return wrong(at, "at most " + setting.most() + " values", items.size() + " values");
        }
        if (setting.required() && items.isEmpty()) {
            return wrong(at, "a value: it is required", "an empty list");
        }
        List<Object> good = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            good.add(single(at + "[" + i + "]", setting, items.get(i)));
        }
        return good.stream().allMatch(Objects::nonNull) ? List.copyOf(good) : null;
    }

    private Object single(String at, Setting setting, Object value) {
        Optional<Object> typed = JsonValues.of(setting.type(), value);
        if (typed.isEmpty()) {
            return wrong(at, JsonValues.words(setting.type()), found(setting, value));
        }
        Optional<String> wrong = Bounds.wrong(setting, typed.get());
        return wrong.isPresent() ? wrong(at, wrong.get(), found(setting, value)) : typed.get();
    }

    private static String found(Setting setting, Object value) {
        if (value == null) {
            return "null; leave it out for its default";
        }
        return setting.type() == Type.PASSWORD ? "something else" : String.valueOf(value);
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.isEmpty() ? "(there are none)" : names.size() > SHOWN ? shown + ", …" : shown;
    }

    private Object wrong(String path, String expected, String found) {
        violations.add(new Violation(path, expected, found));
        return null;
    }
}
