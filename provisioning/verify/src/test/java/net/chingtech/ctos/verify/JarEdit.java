package net.chingtech.ctos.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The files of a signed JAR, to be changed behind its signer's back. */
final class JarEdit {

    final Map<String, byte[]> files = new LinkedHashMap<>();

    static JarEdit of(Path jar) {
        JarEdit edit = new JarEdit();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                edit.files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return edit;
    }

    JarEdit put(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    JarEdit remove(String name) {
        files.remove(name);
        return this;
    }

    JarEdit append(String name, String content) {
        return put(name, new String(files.get(name), StandardCharsets.UTF_8) + content);
    }

    /** Under another name, and last. */
    JarEdit rename(String name, String to) {
        files.put(to, files.remove(name));
        return this;
    }

    /** Under another name, in the same place. */
    JarEdit renameInPlace(String name, String to) {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        files.clear();
        all.forEach((each, content) -> files.put(each.equals(name) ? to : each, content));
        return this;
    }

    JarEdit replace(String name, String from, String to) {
        return put(name, new String(files.get(name), StandardCharsets.UTF_8).replace(from, to));
    }

    byte[] bytes() {
        return bytes(false);
    }

    /** Unpacked, so that its size says nothing. */
    byte[] stored() {
        return bytes(true);
    }

    private byte[] bytes(boolean stored) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
