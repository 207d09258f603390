package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.PastState;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSettingsView;
import net.chingtech.ctos.provisioning.UpdatePolicy;

/** What was chosen for the skills in memory: policies, settings, and the states that they can go back to. */
final class FakeChanges {

    UpdatePolicy policy = UpdatePolicy.DEFAULT;
    final Map<SkillId, List<PastState>> history = new LinkedHashMap<>();
    final Map<SkillId, SettingsForm> forms = new LinkedHashMap<>();

    /** All of them, secrets too. */
    final Map<SkillId, Map<String, Map<String, Object>>> values = new LinkedHashMap<>();

    SkillSettingsView view(SkillId id) {
        SettingsForm form = forms.getOrDefault(id, SettingsForm.NONE);
        Map<String, Map<String, Object>> open = new LinkedHashMap<>();
        Map<String, List<String>> secrets = new LinkedHashMap<>();
        values.getOrDefault(id, Map.of())
                .forEach((pid, ofPid) -> ofPid.forEach((name, value) -> {
                    if (isSecret(form, pid, name)) {
                        secrets.computeIfAbsent(pid, key -> new ArrayList<>()).add(name);
                    } else {
                        open.computeIfAbsent(pid, key -> new LinkedHashMap<>()).put(name, value);
                    }
                }));
        return new SkillSettingsView(form, open, secrets);
    }

    /** Knows of one rule only: nothing that is required may be left out. */
    void configure(SkillId id, Map<String, Map<String, Object>> wanted) throws ProvisioningException {
        SettingsForm form = forms.getOrDefault(id, SettingsForm.NONE);
        List<String> wrong = new ArrayList<>();
        Map<String, Map<String, Object>> next = new LinkedHashMap<>();
        for (SettingsForm.Group group : form.groups()) {
            Map<String, Object> given = new LinkedHashMap<>(wanted.getOrDefault(group.pid(), Map.of()));
            Map<String, Object> before = values.getOrDefault(id, Map.of()).getOrDefault(group.pid(), Map.of());
            for (SettingsForm.Setting setting : group.settings()) {
                if (given.containsKey(setting.id()) && given.get(setting.id()) == null) {
                    given.put(setting.id(), before.get(setting.id()));
                }
                if (setting.required()
                        && given.get(setting.id()) == null
                        && setting.defaults().isEmpty()) {
                    wrong.add("$['" + group.pid() + "']['" + setting.id()
                            + "']: expected a value: it is required and has no default, found none");
                }
            }
            given.values().removeIf(Objects::isNull);
            next.put(group.pid(), given);
        }
        if (!wrong.isEmpty()) {
            throw new ProvisioningException(new Problem(
                    422, "settings_invalid", "Some settings do not fit; nothing was changed.", "Correct them.", wrong));
        }
        values.put(id, next);
    }

    private static boolean isSecret(SettingsForm form, String pid, String name) {
        return form.group(pid)
                .flatMap(group -> group.setting(name))
                .map(setting -> setting.type() == SettingsForm.Type.PASSWORD)
                .orElse(false);
    }

    /** The same skill with other values of some of its fields, as JSON names and holds them. */
    static InstalledSkill with(InstalledSkill skill, Map<String, Object> fields) {
        try {
            ObjectNode tree = (ObjectNode) Json.readTree(Json.write(skill));
            tree.setAll((ObjectNode) Json.readTree(Json.write(fields)));
            return Json.read(tree, InstalledSkill.class);
        } catch (FormatException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
