package net.chingtech.ctos.provisioning;

import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.settings.SettingsForm;

/**
 * The settings of an installed skill, for people.
 *
 * @param form what can be set
 * @param values what was set, by PID and name; secrets are left out
 * @param secretsSet the names of the secrets that have a value, by PID
 * @param problem why nobody can read what was set, so that it has to be set anew; null when it can be read
 */
public record SkillSettingsView(
        SettingsForm form,
        Map<String, Map<String, Object>> values,
        Map<String, List<String>> secretsSet,
        Problem problem) {

    public SkillSettingsView(
            SettingsForm form, Map<String, Map<String, Object>> values, Map<String, List<String>> secretsSet) {
        this(form, values, secretsSet, null);
    }
}
