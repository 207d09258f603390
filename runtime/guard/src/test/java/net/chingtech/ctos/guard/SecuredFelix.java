package net.chingtech.ctos.guard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.SecurityActivator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** A framework with the whole security layer, as the programs of the container make it. */
final class SecuredFelix implements AutoCloseable {

    private final Framework framework;

    SecuredFelix(Path cache) throws Exception {
        Map<String, String> properties = new HashMap<>();
        SecurityLayer.prepare(properties);
        properties.put("org.osgi.framework.storage", cache.toString());
        properties.put("org.osgi.framework.system.packages.extra", SecurityLayer.PACKAGES);
        framework = new Felix(properties);
        framework.init();
        context()
                .installBundle(SecurityActivator.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        SecurityLayer.close(context());
        framework.start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    <T> T service(Class<T> type) {
        return context().getService(context().getServiceReference(type));
    }

    /** A bundle of one class, that may import the framework's package. */
    Bundle install(String location, Class<?> type) throws Exception {
        Bundle bundle = context().installBundle(location, new ByteArrayInputStream(jar(type)));
        bundle.start();
        return bundle;
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static byte[] jar(Class<?> type) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", type.getPackageName() + System.nanoTime());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            jar.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
            in.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}
