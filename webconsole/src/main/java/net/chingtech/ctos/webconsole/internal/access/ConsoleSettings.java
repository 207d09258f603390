package net.chingtech.ctos.webconsole.internal.access;

import java.io.IOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sets up the stock console: only the pages that stay, and ours as the first one. The console takes this from
 * Configuration Admin alone; {@link ConsoleFilter} closes the other pages even before it did.
 */
@Component(service = ConsoleSettings.class, immediate = true)
public final class ConsoleSettings {

    private static final String PID = "org.apache.felix.webconsole.internal.servlet.OsgiManager";

    @Activate
    public ConsoleSettings(@Reference ConfigurationAdmin configurations) throws IOException {
        Dictionary<String, Object> settings = new Hashtable<>();
        settings.put("plugins", StockPages.KEPT.stream().sorted().toArray(String[]::new));
        settings.put("default.render", "skills");
        Configuration configuration = configurations.getConfiguration(PID, "?");
        if (!holds(configuration.getProperties(), settings)) {
            configuration.update(settings);
        }
    }

    /** An update makes the console register anew, so it is spared when nothing would change. */
    private static boolean holds(Dictionary<String, Object> present, Dictionary<String, Object> wanted) {
        return present != null
                && present.get("plugins") instanceof String[] plugins
                && Arrays.equals(plugins, (String[]) wanted.get("plugins"))
                && wanted.get("default.render").equals(present.get("default.render"));
    }
}
