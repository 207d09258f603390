package net.chingtech.ctos.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the migration services of a release are to do.
 *
 * @param services their names, in order
 * @param from the version whose data is there
 * @param to the version of the release
 * @param dataFolder as the skill sees it
 * @param settings by PID, what was set for the older version
 * @param longest how long all services together may take
 */
public record MigrationTask(
        List<String> services,
        String from,
        String to,
        Path dataFolder,
        Map<String, Map<String, Object>> settings,
        Duration longest) {

    public MigrationTask {
        services = List.copyOf(services);
        settings = Map.copyOf(settings);
    }
}
