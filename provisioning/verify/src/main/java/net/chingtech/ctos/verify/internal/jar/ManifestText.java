package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.StrictZip;

/**
 * The OSGi manifest or a signature file, read strictly: what the JDK and the framework would read in different ways (a
 * header twice, a section twice, stray bytes) is refused.
 *
 * @param main the headers of the main section
 * @param sections the headers of each other section, by its name
 */
record ManifestText(Map<String, String> main, Map<String, Map<String, String>> sections) {

    private static final int LARGEST = 4 << 20;
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,69}");

    /** The OSGi manifest of a JAR; the first entry, under its usual name. */
    static ManifestText of(StrictZip zip) throws Refused, IOException {
        boolean first = !zip.entries().isEmpty()
                && zip.entries().iterator().next().name().equals(JarFile.MANIFEST_NAME);
        if (!first) {
            throw Refused.because("header_missing", "META-INF/MANIFEST.MF is not the first entry of the JAR.");
        }
        return of(zip, JarFile.MANIFEST_NAME);
    }

    /** A signature file, which has the same form. */
    static ManifestText of(StrictZip zip, String name) throws Refused, IOException {
        if (zip.size(name) > LARGEST) {
            throw malformed("it is larger than " + LARGEST + " bytes");
        }
        return read(zip.content(name));
    }

    private static ManifestText read(byte[] bytes) throws Refused {
        // 1. Lines: each ended by LF or CR LF; a space at its begin continues the one before. They are joined as bytes,
        //    since writers fold after 72 bytes, in the middle of a letter too.
        List<String> lines = unfolded(new String(bytes, StandardCharsets.ISO_8859_1));
        // 2. Sections: separated by empty lines; the first is the main one, every other begins with its name.
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> main = null;
        List<String> section = new ArrayList<>();
        for (String line : lines) {
            if (!line.isEmpty()) {
                section.add(line);
                continue;
            }
            if (main == null) {
                main = headers(section);
            } else if (!section.isEmpty()) {
                add(sections, headers(section));
            }
            section = new ArrayList<>();
        }
        if (main == null || !section.isEmpty()) {
            throw malformed("its last section does not end with an empty line");
        }
        return new ManifestText(main, Collections.unmodifiableMap(sections));
    }

    private static void add(Map<String, Map<String, String>> sections, Map<String, String> headers) throws Refused {
        if (!headers.keySet().iterator().next().equals("Name")) {
            throw malformed("a section does not begin with its name");
        }
        String name = headers.get("Name");
        Map<String, String> rest = new LinkedHashMap<>(headers);
        rest.remove("Name");
        if (sections.put(name, rest) != null) {
            throw malformed("it has the section " + name + " twice");
        }
    }

    private static Map<String, String> headers(List<String> lines) throws Refused {
        Map<String, String> headers = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (colon < 0 || !HEADER_NAME.matcher(line.substring(0, colon)).matches()) {
                throw malformed("a line is no header: " + line);
            }
            String name = line.substring(0, colon);
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw malformed("it has the header " + name + " twice");
            }
            headers.put(name, line.substring(colon + 2));
        }
        return Collections.unmodifiableMap(headers);
    }

    private static List<String> unfolded(String text) throws Refused {
        if (!text.endsWith("\n")) {
            throw malformed("its last line does not end");
        }
        List<StringBuilder> lines = new ArrayList<>();
        for (String raw : text.substring(0, text.length() - 1).split("\n", -1)) {
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw malformed("a line has control characters");
            }
            if (!line.startsWith(" ")) {
                lines.add(new StringBuilder(line));
            } else if (lines.isEmpty() || lines.get(lines.size() - 1).isEmpty()) {
                throw malformed("a line continues nothing");
            } else {
                lines.get(lines.size() - 1).append(line, 1, line.length());
            }
        }
        List<String> decoded = new ArrayList<>();
        for (StringBuilder line : lines) {
            decoded.add(decoded(line.toString().getBytes(StandardCharsets.ISO_8859_1)));
        }
        return decoded;
    }

    private static String decoded(byte[] bytes) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        }
    }

    private static Refused malformed(String what) {
        return Refused.because(
                "header_malformed",
                "A manifest in the JAR cannot be read in one way only: " + Refused.shown(what) + ".");
    }
}
