package net.chingtech.ctos.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillVersion;

/**
 * What the {@code SkillMigration} services of a release are to do.
 *
 * @param services their names, in order
 * @param from the version whose data and settings are there
 * @param settings by PID, what was set for that version; secrets as they are
 * @param longest how long all of it may take
 */
public record MigrationOrder(
        List<String> services, SkillVersion from, Map<String, Map<String, Object>> settings, Duration longest) {

    public MigrationOrder {
        services = List.copyOf(services);
        settings = Map.copyOf(settings);
    }
}
