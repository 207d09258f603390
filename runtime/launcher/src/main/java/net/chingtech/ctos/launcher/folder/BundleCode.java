package net.chingtech.ctos.launcher.folder;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The classes of one bundle without a framework: those in it, those of the libraries inside it (Bundle-ClassPath), then those of
 * the bundles beside it. No list says which of these it needs, so none can be out of date; what is looked for in vain costs a
 * moment.
 */
final class BundleCode {

    private static final String HERE = ".";

    private BundleCode() {}

    /**
     * @param beside other bundles, in the order in which they are asked
     * @param parent has the types that both sides share
     * @param scratch an empty folder, where libraries are laid out; to be kept until the loader is closed
     */
    static URLClassLoader of(Path bundle, List<Path> beside, ClassLoader parent, Path scratch) throws IOException {
        List<URL> places = new ArrayList<>();
        try (JarFile jar = new JarFile(bundle.toFile())) {
            String path = jar.getManifest().getMainAttributes().getValue("Bundle-ClassPath");
            for (String name : (path == null ? HERE : path).split(",")) {
                places.add((name.strip().equals(HERE) ? bundle : laidOut(jar, name.strip(), places.size(), scratch))
                        .toUri()
                        .toURL());
            }
        }
        for (Path other : beside) {
            places.add(other.toUri().toURL());
        }
        return new URLClassLoader("skill-from-folder", places.toArray(URL[]::new), parent);
    }

    private static Path laidOut(JarFile jar, String name, int number, Path scratch) throws IOException {
        ZipEntry library = jar.getEntry(name);
        if (library == null) {
            throw new IOException(jar.getName() + " has no " + name);
        }
        Path file = scratch.resolve("library-" + number + ".jar");
        try (InputStream in = jar.getInputStream(library)) {
            Files.copy(in, file);
        }
        return file;
    }
}
