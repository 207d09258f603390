package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSettingsView;

/** What can be set for a skill, and what was; a secret goes in and never comes out. */
final class SettingsResource {

    private final Doors doors;

    SettingsResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("skills/{id}/config", this::show).put("skills/{id}/config", this::set);
    }

    private void show(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        exchange.answer(withoutSecrets(doors.skills().settings(exchange.skillId())));
    }

    /** The agent leaves secrets out; that nobody sees one must not hang on that alone. */
    static SkillSettingsView withoutSecrets(SkillSettingsView view) {
        Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        view.values().forEach((pid, ofPid) -> {
            Map<String, Object> open = new LinkedHashMap<>(ofPid);
            view.form().group(pid).ifPresent(group -> open.keySet().removeIf(name -> group.setting(name)
                    .map(setting -> setting.type() == SettingsForm.Type.PASSWORD)
                    .orElse(false)));
            values.put(pid, open);
        });
        List<SettingsForm.Group> groups = view.form().groups().stream()
                .map(group -> new SettingsForm.Group(
                        group.pid(),
                        group.name(),
                        group.description(),
                        group.settings().stream()
                                .map(SettingsResource::withoutSecrets)
                                .toList()))
                .toList();
        return new SkillSettingsView(new SettingsForm(groups), values, view.secretsSet(), view.problem());
    }

    private static SettingsForm.Setting withoutSecrets(SettingsForm.Setting one) {
        return one.type() != SettingsForm.Type.PASSWORD
                ? one
                : new SettingsForm.Setting(
                        one.id(),
                        one.name(),
                        one.description(),
                        one.type(),
                        one.list(),
                        one.most(),
                        one.required(),
                        List.of(),
                        one.min(),
                        one.max(),
                        List.of());
    }

    private void set(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        SkillId id = exchange.skillId();
        JsonNode values = exchange.secretBody().path("values");
        String task = doors.skills()
                .configure(id, SettingValues.of(values), exchange.visitor().name())
                .taskId();
        exchange.response().setHeader("Location", RestServlet.ROOT + "/tasks/" + task);
        exchange.answer(202, Map.of("task_id", task));
    }
}
