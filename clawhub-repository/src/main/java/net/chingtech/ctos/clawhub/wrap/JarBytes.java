package net.chingtech.ctos.clawhub.wrap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a JAR whose bytes depend on nothing but what is in it: no clock, no time zone, and no packing, which is another with
 * every build of the library that packs. bnd's own writer makes entries for folders, which a skill may not hold.
 */
final class JarBytes {

    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);

    private JarBytes() {}

    static void write(OutputStream to, byte[] manifest, SortedMap<String, byte[]> entries) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        add(zip, JarFile.MANIFEST_NAME, manifest);
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            add(zip, entry.getKey(), entry.getValue());
        }
        zip.finish();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
