package net.chingtech.ctos.host.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A module's folder of classes as a JAR: {@code mvn test} has no other. Felix reads a bundle that is a folder with the
 * rights of whoever is on the stack, so a class of the container that a skill is the first to need would not load.
 */
final class ModuleJar {

    private ModuleJar() {}

    static InputStream of(Path classes) throws IOException {
        Path header = classes.resolve(JarFile.MANIFEST_NAME);
        Manifest manifest;
        try (InputStream in = Files.newInputStream(header)) {
            manifest = new Manifest(in);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
                    .filter(f -> !f.equals(header))
                    .sorted()::iterator) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
