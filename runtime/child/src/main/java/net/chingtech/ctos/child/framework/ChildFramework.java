package net.chingtech.ctos.child.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.chingtech.ctos.guard.SecurityLayer;
import net.chingtech.ctos.guard.SecurityLayerMissing;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * A framework for one skill. All of the platform is on the class path and runs as the framework itself, so that it comes out
 * of the archive of classes that all such processes share; the security layer alone has to be a bundle.
 */
public final class ChildFramework {

    private final Felix framework;
    private final boolean secured;

    private ChildFramework(Felix framework, boolean secured) {
        this.framework = framework;
        this.secured = secured;
    }

    /**
     * Starts it.
     *
     * @param bundles folder with the bundles that cannot be on the class path
     * @param storage an empty folder of its own
     */
    public static ChildFramework start(Path bundles, Path storage)
            throws BundleException, SecurityLayerMissing, IOException {
        boolean secured = SecurityLayer.isPossible();
        Map<String, String> properties = FrameworkSettings.of(storage);
        if (secured) {
            SecurityLayer.prepare(properties);
        }
        Map<String, Object> settings = new HashMap<>(properties);
        List<BundleActivator> platform =
                List.of(new org.apache.felix.cm.impl.Activator(), new org.apache.felix.scr.impl.Activator());
        settings.put(FelixConstants.SYSTEMBUNDLE_ACTIVATORS_PROP, platform);
        Felix framework = new Felix(settings);
        framework.init();
        if (secured) {
            try (Stream<Path> jars = Files.list(bundles)) {
                for (Path jar : jars.sorted().toList()) {
                    framework.getBundleContext().installBundle("reference:" + jar.toUri());
                }
            }
            SecurityLayer.close(framework.getBundleContext());
        }
        framework.start();
        return new ChildFramework(framework, secured);
    }

    /** Whether the rights of the skill are held to. */
    public boolean isSecured() {
        return secured;
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    public ServiceComponentRuntime components() {
        return service(ServiceComponentRuntime.class);
    }

    /** Sets what the components of the bundle at {@code location} get, by PID; before it is installed. */
    public void configure(String location, Map<String, Map<String, Object>> settings) {
        if (settings.isEmpty()) {
            return;
        }
        ConfigurationAdmin admin = service(ConfigurationAdmin.class);
        try {
            for (Map.Entry<String, Map<String, Object>> entry : settings.entrySet()) {
                admin.getConfiguration(entry.getKey(), location).update(new Hashtable<>(entry.getValue()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("settings are kept in memory", e);
        }
    }

    <T> T service(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        if (reference == null) {
            throw new IllegalStateException("the framework has no " + type.getName());
        }
        return context().getService(reference);
    }
}
