package net.chingtech.ctos.format.settings;

import java.util.List;
import java.util.Optional;

/**
 * What an administrator can set for a skill, from its Metatype (OSGi Compendium 105).
 *
 * @param groups by PID, each once; empty when nothing can be set
 */
public record SettingsForm(List<Group> groups) {

    public static final SettingsForm NONE = new SettingsForm(List.of());

    public SettingsForm {
        groups = List.copyOf(groups);
    }

    public Optional<Group> group(String pid) {
        return groups.stream().filter(group -> group.pid().equals(pid)).findFirst();
    }

    /** The settings of one PID: an {@code OCD} that a {@code Designate} names. */
    public record Group(String pid, String name, String description, List<Setting> settings) {
        public Group {
            settings = List.copyOf(settings);
        }

        public Optional<Setting> setting(String id) {
            return settings.stream().filter(one -> one.id().equals(id)).findFirst();
        }
    }

    /** The types of values, as JSON has them: text, whole numbers, numbers with a point, and yes or no. */
    public enum Type {
        STRING,
        /** A secret text: kept encrypted, never shown again. */
        PASSWORD,
        INTEGER,
        LONG,
        DOUBLE,
        BOOLEAN
    }

    /**
     * One setting: an {@code AD}.
     *
     * @param list whether it takes several values
     * @param most how many values at most; 1 when it is no list
     * @param required whether it must have a value, given or by default
     * @param defaults what holds when nothing is set, as JSON values; empty for none
     * @param min smallest number, or fewest characters, as text; null when nothing limits it
     * @param max largest number, or most characters, as text; null when nothing limits it
     * @param options the only values that it takes; empty when any will do
     */
    public record Setting(
            String id,
            String name,
            String description,
            Type type,
            boolean list,
            int most,
            boolean required,
            List<Object> defaults,
            String min,
            String max,
            List<Option> options) {
        public Setting {
            defaults = List.copyOf(defaults);
            options = List.copyOf(options);
        }
    }

    /** One of several values, and what it is called. */
    public record Option(Object value, String label) {}
}
