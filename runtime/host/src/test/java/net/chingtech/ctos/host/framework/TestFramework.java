package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Processor;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.security.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import net.chingtech.ctos.guard.SecurityLayer;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.SkillSettings;
import org.apache.felix.framework.ProviderDoor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/** A Felix as the launcher makes it, with the container's own bundles; what the tests touch comes from their class path. */
final class TestFramework implements AutoCloseable {

    /** Types that the tests share with the bundles. */
    private static final List<String> SHARED = List.of(
            "net.chingtech.ctos.format.Json",
            "net.chingtech.ctos.skill.SkillTool",
            "net.chingtech.ctos.runtime.SkillHost",
            "org.osgi.service.cm.ConfigurationAdmin",
            "org.osgi.util.promise.Promise",
            "org.osgi.util.function.Function",
            "org.slf4j.Logger",
            "com.fasterxml.jackson.core.JsonParser",
            "com.fasterxml.jackson.annotation.JsonValue",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.dataformat.yaml.YAMLFactory");

    private static final List<String> BUNDLES = List.of(
            "org.osgi.service.component.ComponentContext",
            "org.apache.felix.cm.PersistenceManager",
            "org.apache.felix.scr.component.ExtComponentContext",
            "org.apache.felix.hc.api.HealthCheck",
            "com.ethlo.time.ITU",
            "com.networknt.schema.Schema",
            "org.h2.Driver",
            "org.apache.hc.client5.http.HttpRoute",
            "net.chingtech.ctos.permissions.Fence",
            "net.chingtech.ctos.gateways.Admissions",
            "net.chingtech.ctos.engine.SkillEngine",
            "net.chingtech.ctos.wire.Peer",
            "net.chingtech.ctos.host.internal.router.Router");

    /** What was set for the skills that it runs. */
    final TestSettings settings;

    private final Framework framework;

    private TestFramework(Framework framework, TestSettings settings) {
        this.framework = framework;
        this.settings = settings;
    }

    /** With the security layer in force before the first bundle. */
    static TestFramework secured(Path home) throws Exception {
        return secured(home, true, context -> {});
    }

    /** With the security layer, but nobody closed it: an empty table allows everything to whom it does not know. */
    static TestFramework notClosed(Path home) throws Exception {
        return secured(home, false, context -> {});
    }

    /** Closed, but somebody opened it again: skills may do everything. */
    static TestFramework withHole(Path home) throws Exception {
        return secured(
                home,
                true,
                context -> ProviderDoor.open(context.getBundle(0), new ProviderDoor.Evaluator() {
                    @Override
                    public boolean holds(String location) {
                        return location.startsWith("skill:");
                    }

                    @Override
                    public boolean implies(String location, long bundleId, Permission permission, boolean attempt) {
                        return true;
                    }
                }));
    }

    private static TestFramework secured(Path home, boolean closed, Consumer<BundleContext> then) throws Exception {
        Map<String, String> properties = new HashMap<>();
        SecurityLayer.prepare(properties);
        Framework framework = framework(home, properties);
        framework.init();
        BundleContext context = framework.getBundleContext();
        install(context, "org.apache.felix.framework.SecurityActivator");
        if (closed) {
            SecurityLayer.close(context);
        }
        then.accept(context);
        return run(framework);
    }

    /** Without it, as on Java 24 and later. */
    static TestFramework unsecured(Path home) throws Exception {
        Framework framework = framework(home, Map.of());
        framework.init();
        return run(framework);
    }

    private static Framework framework(Path home, Map<String, String> more) throws Exception {
        Map<String, String> properties = new HashMap<>(more);
        properties.put(Constants.FRAMEWORK_STORAGE, home.resolve("bundle-cache").toString());
        properties.put(ContainerHome.PROPERTY, home.toString());
        properties.put("felix.bootdelegation.implicit", "false");
        // Small, so that a test can fill it.
        properties.put("ctos.quota.data.mib", "1");
        List<String> extra = new ArrayList<>(List.of(SecurityLayer.PACKAGES));
        for (String type : SHARED) {
            extra.addAll(exports(type));
        }
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", extra));
        return ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(properties);
    }

    private static TestFramework run(Framework framework) throws Exception {
        framework.start();
        TestSettings settings = new TestSettings();
        framework.getBundleContext().registerService(AuditLog.class, new RecordedAudit(), null);
        framework.getBundleContext().registerService(SkillSettings.class, settings, null);
        List<Bundle> bundles = new ArrayList<>();
        for (String type : BUNDLES) {
            bundles.add(install(framework.getBundleContext(), type));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        return new TestFramework(framework, settings);
    }

    /** What a type of the tests' class path comes from: a JAR, or a module's folder of classes. */
    private static Bundle install(BundleContext context, String type) throws Exception {
        URL url = source(type);
        return url.getPath().endsWith("/")
                ? context.installBundle(url.toString(), ModuleJar.of(Path.of(url.toURI())))
                : context.installBundle(url.toString());
    }

    private static URL source(String type) throws Exception {
        return Class.forName(type, false, TestFramework.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
    }

    private static List<String> exports(String type) throws Exception {
        URL url = source(type);
        Manifest manifest;
        if (url.getPath().endsWith("/")) {
            try (InputStream in = new URL(url, "META-INF/MANIFEST.MF").openStream()) {
                manifest = new Manifest(in);
            }
        } else {
            try (JarInputStream in = new JarInputStream(url.openStream())) {
                manifest = in.getManifest();
            }
        }
        List<String> exports = new ArrayList<>();
        Parameters parameters =
                OSGiHeader.parseHeader(manifest.getMainAttributes().getValue("Export-Package"));
        parameters.forEach((name, attributes) ->
                exports.add(Processor.removeDuplicateMarker(name) + ";version=" + attributes.getVersion()));
        return exports;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** A service of the container; waits until it is there. */
    <T> T service(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context(), type, null);
        tracker.open();
        T service = tracker.waitForService(Duration.ofMinutes(2).toMillis());
        assertThat(service).as("service %s", type.getName()).isNotNull();
        return service;
    }

    /** The host that runs skills in this framework; waits until it is there. */
    SkillHost host() throws InterruptedException {
        ServiceTracker<SkillHost, SkillHost> tracker = new ServiceTracker<>(context(), SkillHost.class, null) {
            @Override
            public SkillHost addingService(ServiceReference<SkillHost> reference) {
                SkillHost host = context.getService(reference);
                return host.level() == HostLevel.IN_FRAMEWORK ? host : null;
            }
        };
        tracker.open();
        SkillHost host = tracker.waitForService(Duration.ofMinutes(2).toMillis());
        assertThat(host).isNotNull();
        return host;
    }

    List<String> skillBundles() {
        List<String> locations = new ArrayList<>();
        for (Bundle bundle : context().getBundles()) {
            if (bundle.getLocation().startsWith("skill:")) {
                locations.add(bundle.getLocation());
            }
        }
        return locations;
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        assertThat(framework.waitForStop(120_000).getType()).isEqualTo(FrameworkEvent.STOPPED);
    }
}
