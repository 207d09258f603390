package net.chingtech.ctos.permissions.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.chingtech.ctos.permissions.internal.canary.Canary;

/** Packs the canary's classes into a bundle: the same bytes that were built, in a bundle of their own. */
final class CanaryBundle {

    private static final String[] CLASSES = {"Canary", "Canary$Attempt"};

    private CanaryBundle() {}

    static InputStream jar(String symbolicName, String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", symbolicName);
        headers.putValue("Bundle-Version", version);
        String folder = Canary.class.getPackageName().replace('.', '/') + "/";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String name : CLASSES) {
                jar.putNextEntry(new JarEntry(folder + name + ".class"));
                try (InputStream in = Canary.class.getResourceAsStream(name + ".class")) {
                    in.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
