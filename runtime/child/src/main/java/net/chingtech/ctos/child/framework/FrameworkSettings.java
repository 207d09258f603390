package net.chingtech.ctos.child.framework;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** What the framework of a process is told. */
final class FrameworkSettings {

    /** What Declarative Services offers where it is a bundle. */
    private static final String EXTENDER = "osgi.extender;osgi.extender=\"osgi.component\";version:Version=\"1.5\"";

    private FrameworkSettings() {}

    static Map<String, String> of(Path storage) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES, Packages.all());
        settings.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, EXTENDER);
        // Settings come with the order to start, secrets among them, and need not outlive the process.
        settings.put("felix.cm.pm", "memory");
        // A class that a bundle did not import is not found, whoever is on the stack.
        settings.put("felix.bootdelegation.implicit", "false");
        // No bundle of a process offers protocols.
        settings.put("felix.service.urlhandlers", "false");
        // One skill is resolved once: threads for that cost more than they save.
        settings.put("felix.resolver.parallelism", "1");
        // The folder is this process's alone.
        settings.put("felix.cache.locking", "false");
        return settings;
    }
}
