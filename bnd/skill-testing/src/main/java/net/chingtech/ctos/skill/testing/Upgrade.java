package net.chingtech.ctos.skill.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.skill.MigrationContext;

/**
 * An update from one version to another, for the test of a {@code SkillMigration}: what the older version left is put there
 * before, what it became is looked at after.
 */
public final class Upgrade implements MigrationContext {

    private final String from;
    private final String to;
    private final Path dataFolder;
    private final Map<String, Map<String, Object>> settings = new TreeMap<>();

    /** @param dataFolder such as that of a {@link FolderContext} */
    public Upgrade(String from, String to, Path dataFolder) {
        this.from = from;
        this.to = to;
        this.dataFolder = dataFolder;
    }

    /** Sets something, as an administrator did for the older version. */
    public Upgrade set(String pid, String name, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(settings(pid));
        values.put(name, value);
        settings(pid, values);
        return this;
    }

    @Override
    public String from() {
        return from;
    }

    @Override
    public String to() {
        return to;
    }

    @Override
    public Path dataFolder() {
        return dataFolder;
    }

    @Override
    public Map<String, Object> settings(String pid) {
        return settings.getOrDefault(pid, Map.of());
    }

    /** @throws IllegalArgumentException for values that a container does not keep */
    @Override
    public void settings(String pid, Map<String, Object> values) {
        values.forEach((name, value) -> {
            Collection<?> all = value instanceof Object[] array
                    ? Arrays.asList(array)
                    : value instanceof Collection<?> list ? list : Collections.singleton(value);
            boolean kept = all.stream().allMatch(Upgrade::isKept);
            if (!kept) {
                throw new IllegalArgumentException(
                        pid + "." + name + " is no text, no number, no yes or no, and no list of these: " + value);
            }
        });
        if (values.isEmpty()) {
            settings.remove(pid);
        } else {
            settings.put(pid, Map.copyOf(values));
        }
    }

    private static boolean isKept(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
