package net.chingtech.ctos.itest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An example skill as its author would build it later: under another version, and perhaps with a fault. */
final class LaterRelease {

    private LaterRelease() {}

    /**
     * Writes the unsigned JAR.
     *
     * @param skill the last part of the id of an example skill
     * @param before the version that it has
     * @param path of an entry that becomes another, or null
     * @param change what becomes of that entry's bytes, each of which is a character
     */
    static Path of(
            String skill, String before, String version, String path, UnaryOperator<String> change, Path folder) {
        Path jar = folder.resolve(skill + "-" + version + ".jar");
        Path plain = Distribution.folder().resolve("skills/net.chingtech.ctos.skills." + skill + ".jar");
        try (ZipFile from = new ZipFile(plain.toFile());
                OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = from.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                        manifest(bytes, before, version).write(to);
                    } else if (entry.getName().equals("manifest.json")) {
                        to.write(replaced(bytes, text -> text.replace('"' + before + '"', '"' + version + '"')));
                    } else {
                        to.write(entry.getName().equals(path) ? replaced(bytes, change) : bytes);
                    }
                }
                to.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static Manifest manifest(byte[] bytes, String before, String version) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
        Attributes main = manifest.getMainAttributes();
        main.putValue("Bundle-Version", version);
        String capabilities = main.getValue("Provide-Capability");
        main.putValue(
                "Provide-Capability",
                capabilities.replace("version:Version=\"" + before + '"', "version:Version=\"" + version + '"'));
        return manifest;
    }

    /** Byte for byte, so that classes stay what they are. */
    private static byte[] replaced(byte[] bytes, UnaryOperator<String> change) {
        return change.apply(new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
