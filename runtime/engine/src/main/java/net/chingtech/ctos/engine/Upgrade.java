package net.chingtech.ctos.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.engine.calls.PlainSettings;
import net.chingtech.ctos.engine.calls.PlainValues.NotPlain;
import net.chingtech.ctos.skill.MigrationContext;

/** What migrations work on, one after the other; their settings become those of the new version when all are done. */
final class Upgrade implements MigrationContext {

    private final MigrationTask task;
    private Map<String, Map<String, Object>> settings;

    Upgrade(MigrationTask task) {
        this.task = task;
        settings = task.settings();
    }

    @Override
    public String from() {
        return task.from();
    }

    @Override
    public String to() {
        return task.to();
    }

    @Override
    public Path dataFolder() {
        return task.dataFolder();
    }

    @Override
    public synchronized Map<String, Object> settings(String pid) {
        return settings.getOrDefault(pid, Map.of());
    }

    @Override
    public synchronized void settings(String pid, Map<String, Object> values) {
        try {
            Map<String, Object> copy = PlainSettings.values(pid, values);
            Map<String, Map<String, Object>> changed = new LinkedHashMap<>(settings);
            if (copy.isEmpty()) {
                changed.remove(pid);
            } else {
                changed.put(pid, copy);
            }
            settings = PlainSettings.copy(changed);
        } catch (NotPlain e) {
            throw new IllegalArgumentException("These settings cannot be kept: " + e.getMessage() + ".", e);
        }
    }

    /** By PID, as they are now. */
    synchronized Map<String, Map<String, Object>> settings() {
        return settings;
    }
}
