package net.chingtech.ctos.settings.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.format.settings.SettingsForm.Group;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;
import net.chingtech.ctos.format.settings.SettingsForm.Type;
import net.chingtech.ctos.format.settings.SettingsValues;
import net.chingtech.ctos.runtime.SettingsRefused;

/** What an administrator gave, with the secrets that stay as they are. */
final class GivenValues {

    private final SettingsForm form;
    private final Map<String, Map<String, Object>> given;

    GivenValues(SettingsForm form, Map<String, Map<String, Object>> given) {
        this.form = form;
        this.given = given;
    }

    /** What is set under a PID now. */
    interface Present {
        Map<String, Object> under(String pid) throws SettingsRefused, IOException;
    }

    /** All values as they will be, if each of them fits. */
    Map<String, Map<String, Object>> complete(Present present) throws SettingsRefused, IOException {
        SettingsValues.Checked checked = SettingsValues.check(form, given);
        List<Violation> violations = new ArrayList<>(checked.violations());
        Map<String, Map<String, Object>> complete = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, Object>> group : checked.values().entrySet()) {
            String pid = group.getKey();
            Map<String, Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, Object> one : group.getValue().entrySet()) {
                Object value = one.getValue();
                if (value == null && given.get(pid).get(one.getKey()) == null) {
                    value = present.under(pid).get(one.getKey());
                    if (value == null && isNeeded(pid, one.getKey())) {
                        violations.add(new Violation(
                                "$['" + pid + "']['" + one.getKey() + "']",
                                "a secret: it is required and was never set",
                                "null"));
                    }
                }
                if (value != null) {
                    values.put(one.getKey(), value);
                }
            }
            complete.put(pid, values);
        }
        if (!violations.isEmpty()) {
            throw Refusals.invalid(violations);
        }
        return complete;
    }

    private boolean isNeeded(String pid, String name) {
        return form.group(pid)
                .flatMap(group -> group.setting(name))
                .filter(setting -> setting.required() && setting.defaults().isEmpty())
                .isPresent();
    }

    /** The names of the secrets of a form, by PID. */
    static Map<String, Set<String>> secrets(SettingsForm form) {
        Map<String, Set<String>> secrets = new HashMap<>();
        for (Group group : form.groups()) {
            secrets.put(
                    group.pid(),
                    group.settings().stream()
                            .filter(setting -> setting.type() == Type.PASSWORD)
                            .map(Setting::id)
                            .collect(Collectors.toSet()));
        }
        return secrets;
    }
}
