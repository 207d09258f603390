package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Single files out of a skill's JAR, none longer than a limit. */
public final class JarFiles {

    private static final String TEXT = "SKILL.md";
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final String FENCE = "---";

    private JarFiles() {}

    /** A file's bytes; empty when it is not there or longer than {@code most} bytes. */
    public static Optional<byte[]> read(Path jar, String name, int most) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null || entry.isDirectory()) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes(most + 1);
                return bytes.length > most ? Optional.empty() : Optional.of(bytes);
            }
        }
    }

    /** What SKILL.md says to people: its text without the front matter. */
    static String description(Path jar) throws IOException {
        return read(jar, TEXT, LONGEST_TEXT)
                .map(bytes -> withoutFrontMatter(new String(bytes, StandardCharsets.UTF_8)))
                .orElse("");
    }

    private static String withoutFrontMatter(String text) {
        String lines = text.replace("\r\n", "\n");
        if (!lines.startsWith(FENCE + "\n")) {
            return lines.strip();
        }
        int end = lines.indexOf("\n" + FENCE + "\n", FENCE.length());
        return end < 0
                ? lines.strip()
                : lines.substring(end + FENCE.length() + 2).strip();
    }
}
