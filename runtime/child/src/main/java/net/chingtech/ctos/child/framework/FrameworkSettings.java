package net.chingtech.ctos.child.framework;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.guard.SecurityLayer;
import org.osgi.framework.Constants;

/** What the framework of a process is told. */
final class FrameworkSettings {

    /** What a skill may import, and the framework's own packages that must be there for it to be complete. */
    static final List<String> PACKAGES = List.of(
            "net.chingtech.ctos.skill;version=1.0.0",
            "org.osgi.framework;version=1.10",
            "org.osgi.framework.dto;version=1.8",
            "org.osgi.framework.startlevel;version=1.0",
            "org.osgi.framework.wiring;version=1.2",
            "org.osgi.resource;version=1.0.1",
            "org.osgi.dto;version=1.1.1",
            "org.osgi.service.component;version=1.5.1",
            "org.osgi.util.promise;version=1.3.0",
            "org.osgi.util.function;version=1.2.0",
            "org.apache.felix.hc.api;version=2.0.0",
            SecurityLayer.PACKAGES);

    /** What Declarative Services offers where it is a bundle. */
    private static final String EXTENDER = "osgi.extender;osgi.extender=\"osgi.component\";version:Version=\"1.5\"";

    private FrameworkSettings() {}

    static Map<String, String> of(Path storage) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES, packages());
        settings.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, EXTENDER);
        // A class that a bundle did not import is not found, whoever is on the stack.
        settings.put("felix.bootdelegation.implicit", "false");
        // No bundle of a process offers protocols.
        settings.put("felix.service.urlhandlers", "false");
        // The folder is this process's alone.
        settings.put("felix.cache.locking", "false");
        return settings;
    }

    /** Named here, since the framework takes long to find out what all modules of the JDK export, and skills get none of it. */
    private static String packages() {
        Stream<String> java = ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .filter(name -> name.startsWith("java."))
                .sorted();
        return Stream.concat(PACKAGES.stream(), java).collect(Collectors.joining(","));
    }
}
