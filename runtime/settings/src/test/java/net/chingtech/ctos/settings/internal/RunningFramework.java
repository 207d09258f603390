package net.chingtech.ctos.settings.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.settings.internal.probe.Probe;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A Felix with Configuration Admin and Declarative Services, and this room as a bundle. The platform runs as the framework
 * itself, so that tests share its types.
 */
final class RunningFramework implements AutoCloseable {

    private static final long PATIENCE = Duration.ofMinutes(2).toMillis();
    private static final String EXTENDER = "osgi.extender;osgi.extender=\"osgi.component\";version:Version=\"1.5\"";
    private static final String SHARED = String.join(
            ",",
            "org.apache.felix.cm;version=1.2.0",
            "org.osgi.service.cm;version=1.6.1",
            "org.osgi.service.component;version=1.5.0",
            "org.slf4j;version=2.0.0",
            "com.fasterxml.jackson.core;version=2.18.0",
            "com.fasterxml.jackson.databind;version=2.18.0",
            "com.fasterxml.jackson.annotation;version=2.18.0",
            "net.chingtech.ctos.runtime;version=1.0.0",
            "net.chingtech.ctos.format;version=1.0.0",
            "net.chingtech.ctos.format.files;version=1.0.0",
            "net.chingtech.ctos.format.settings;version=1.0.0");

    private final Felix felix;
    private Bundle room;

    private RunningFramework(Felix felix) {
        this.felix = felix;
    }

    /** @param home of the container; the framework's own storage lies beside it */
    static RunningFramework start(Path home) throws BundleException {
        RunningFramework running = withoutRoom(home);
        running.startRoom();
        return running;
    }

    /** Before this room's bundle is there. */
    static RunningFramework withoutRoom(Path home) throws BundleException {
        List<BundleActivator> platform =
                List.of(new org.apache.felix.cm.impl.Activator(), new org.apache.felix.scr.impl.Activator());
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                Constants.FRAMEWORK_STORAGE, home.resolveSibling("bundle-cache").toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED);
        settings.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, EXTENDER);
        settings.put(FelixConstants.SYSTEMBUNDLE_ACTIVATORS_PROP, platform);
        settings.put("felix.cm.pm", "ctos");
        settings.put(ContainerHome.PROPERTY, home.toString());
        Felix felix = new Felix(settings);
        felix.start();
        return new RunningFramework(felix);
    }

    void startRoom() throws BundleException {
        String classes = Path.of("target/classes").toAbsolutePath().toUri().toString();
        room = felix.getBundleContext().installBundle("reference:" + classes);
        room.start();
    }

    SkillSettings settings() {
        return await(SkillSettings.class);
    }

    ConfigurationAdmin admin() {
        return await(ConfigurationAdmin.class);
    }

    boolean hasAdmin() {
        return felix.getBundleContext().getServiceReference(ConfigurationAdmin.class) != null;
    }

    private <T> T await(Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(felix.getBundleContext(), type, null);
        tracker.open();
        try {
            T service = tracker.waitForService(PATIENCE);
            if (service == null) {
                throw new AssertionError("no " + type.getName() + " came; the room is in state " + room.getState());
            }
            // Held beyond the tracker: Configuration Admin is another one for each use of a bundle.
            return felix.getBundleContext().getService(felix.getBundleContext().getServiceReference(type));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + type.getName(), e);
        } finally {
            tracker.close();
        }
    }

    /**
     * Starts a bundle with one component that takes the configuration of a PID.
     *
     * @return what the component was given
     */
    @SuppressWarnings("unchecked")
    Map<String, Object> configurationOf(String location, String symbolicName, String version, String pid)
            throws Exception {
        Bundle bundle = felix.getBundleContext()
                .installBundle(location, new ByteArrayInputStream(probe(symbolicName, version, pid)));
        try {
            bundle.start();
            for (ServiceReference<?> offered : bundle.getRegisteredServices()) {
                if (felix.getBundleContext().getService(offered) instanceof Supplier<?> probe) {
                    return (Map<String, Object>) probe.get();
                }
            }
            throw new AssertionError("the component of " + symbolicName + " did not start");
        } finally {
            bundle.uninstall();
        }
    }

    private static byte[] probe(String symbolicName, String version, String pid) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, symbolicName);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        headers.putValue("Service-Component", "OSGI-INF/probe.xml");
        String component =
                "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='probe' immediate='true'"
                        + " activate='activate' configuration-pid='" + pid + "'><implementation class='"
                        + Probe.class.getName()
                        + "'/><service><provide interface='java.util.function.Supplier'/></service></scr:component>";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String path = Probe.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream type = Probe.class.getClassLoader().getResourceAsStream(path)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/probe.xml"));
            jar.write(component.getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(path));
            type.transferTo(jar);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws BundleException {
        felix.stop();
        try {
            felix.waitForStop(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
