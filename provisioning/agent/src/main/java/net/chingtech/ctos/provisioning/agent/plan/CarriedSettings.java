package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.mapping.SkillMap.Value;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Values of a legacy skill that become settings of what follows it. Nothing here says a value, which is a secret. */
public final class CarriedSettings {

    private CarriedSettings() {}

    /**
     * Puts one value among the settings.
     *
     * @param settings of the follower, by PID and name
     * @throws ProvisioningException {@code settings_invalid} when the follower has no such setting or the value is none
     *     for it; {@code migration_conflict} when another value is set
     */
    public static void put(
            SettingsForm form,
            Map<String, Map<String, Object>> settings,
            Value value,
            String text,
            SkillId legacy,
            SkillId follower)
            throws ProvisioningException {
        int cut = value.toSetting().indexOf('#');
        String name = value.toSetting().substring(cut + 1);
        Optional<SettingsForm.Group> group = cut >= 0
                ? form.group(value.toSetting().substring(0, cut))
                : form.groups().size() == 1 ? Optional.of(form.groups().get(0)) : Optional.empty();
        Setting setting = group.flatMap(one -> one.setting(name)).orElse(null);
        if (setting == null) {
            throw MigrationRefusals.unfit(follower, List.of("it has no setting " + value.toSetting()));
        }
        Object typed;
        try {
            typed = typed(setting.type(), text.strip());
        } catch (NumberFormatException e) {
            throw MigrationRefusals.unfit(
                    follower, List.of("the value " + value.env() + " is nothing for " + value.toSetting()));
        }
        Object given = setting.list() ? List.of(typed) : typed;
        Map<String, Object> mine = settings.computeIfAbsent(group.orElseThrow().pid(), pid -> new TreeMap<>());
        Object there = mine.get(name);
        if (there != null && !there.equals(given)) {
            throw MigrationRefusals.conflict(
                    legacy, follower, List.of("the setting " + value.toSetting() + " is set already"));
        }
        mine.put(name, given);
    }

    private static Object typed(SettingsForm.Type type, String text) {
        return switch (type) {
            case STRING, PASSWORD -> text;
            case INTEGER, LONG -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> bool(text);
        };
    }

    private static Boolean bool(String text) {
        if (List.of("true", "1", "yes", "on").contains(text.toLowerCase(java.util.Locale.ROOT))) {
            return true;
        }
        if (List.of("false", "0", "no", "off").contains(text.toLowerCase(java.util.Locale.ROOT))) {
            return false;
        }
        throw new NumberFormatException("neither yes nor no");
    }
}
