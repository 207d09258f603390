package net.chingtech.ctos.verify.internal.jar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Utf8;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * Reads a manifest in one pass, so that a line costs nothing beyond what is kept of it, and that is counted before it is
 * kept. The limits are those of the largest lawful JAR; the JDK, which reads the same bytes later, has none.
 */
final class ManifestReader {

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,69}");

    /** A section for each file that a JAR may hold, the main one, and some that are empty. */
    private static final int MOST_SECTIONS = 20_100;
    /** The name and two digests of each file, and the main section. */
    private static final int MOST_HEADERS = 65_536;

    private static final int LONGEST_HEADER = 64 * 1024;
    /** Writers fold after 72 bytes; the JDK copies all that it has of a header with each line that continues it. */
    private static final int MOST_LINES = 1_000;

    private final byte[] bytes;
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private Map<String, String> main;

    /** The section that is being read, and the names of its headers in lower case. */
    private Map<String, String> section = new LinkedHashMap<>();

    private final Set<String> seen = new HashSet<>();

    /** The header that is being read; empty for none. Lines are joined as bytes: they are folded within letters, too. */
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();

    private int lines;
    private int headers;
    private int ends;

    ManifestReader(byte[] bytes) {
        this.bytes = bytes;
    }

    ManifestText read() throws Refused {
        // 1. Lines: each ended by LF or CR LF; a space at its begin continues the one before.
        if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
            throw ManifestText.malformed("its last line does not end");
        }
        int begin = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                line(begin, at > begin && bytes[at - 1] == '\r' ? at - 1 : at);
                begin = at + 1;
            }
        }
        // 2. Sections: separated by empty lines; the first is the main one, every other begins with its name.
        if (main == null || header.size() > 0 || !section.isEmpty()) {
            throw ManifestText.malformed("its last section does not end with an empty line");
        }
        return new ManifestText(main, Collections.unmodifiableMap(sections));
    }

    private void line(int begin, int end) throws Refused {
        for (int at = begin; at < end; at++) {
            if (bytes[at] >= 0 && bytes[at] < ' ' || bytes[at] == 0x7f) {
                throw ManifestText.malformed("a line has control characters");
            }
        }
        if (begin == end) {
            endHeader();
            endSection();
        } else if (bytes[begin] != ' ') {
            endHeader();
            append(begin, end);
        } else if (header.size() == 0) {
            throw ManifestText.malformed("a line continues nothing");
        } else {
            append(begin + 1, end);
        }
    }

    private void append(int begin, int end) throws Refused {
        lines++;
        if (header.size() + end - begin > LONGEST_HEADER || lines > MOST_LINES) {
            throw ManifestText.malformed(
                    "a header has more than " + LONGEST_HEADER + " bytes or " + MOST_LINES + " lines");
        }
        header.write(bytes, begin, end - begin);
    }

    private void endHeader() throws Refused {
        if (header.size() == 0) {
            return;
        }
        String line = decoded(header.toByteArray());
        header.reset();
        lines = 0;
        int colon = line.indexOf(": ");
        if (colon < 0 || !HEADER_NAME.matcher(line.substring(0, colon)).matches()) {
            throw ManifestText.malformed("a line is no header: " + line);
        }
        headers++;
        if (headers > MOST_HEADERS) {
            throw ManifestText.malformed("it has more than " + MOST_HEADERS + " headers");
        }
        String name = line.substring(0, colon);
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
            throw ManifestText.malformed("it has the header " + name + " twice");
        }
        section.put(name, line.substring(colon + 2));
    }

    private void endSection() throws Refused {
        ends++;
        if (ends > MOST_SECTIONS) {
            throw ManifestText.malformed("it has more than " + MOST_SECTIONS + " sections or empty lines");
        }
        if (main == null) {
            main = Collections.unmodifiableMap(section);
        } else if (section.isEmpty()) {
            return;
        } else {
            add();
        }
        section = new LinkedHashMap<>();
        seen.clear();
    }

    private void add() throws Refused {
        if (!section.keySet().iterator().next().equals("Name")) {
            throw ManifestText.malformed("a section does not begin with its name");
        }
        String name = section.remove("Name");
        if (sections.put(name, Collections.unmodifiableMap(section)) != null) {
            throw ManifestText.malformed("it has the section " + name + " twice");
        }
    }

    private static String decoded(byte[] bytes) throws Refused {
        try {
            return Utf8.strict(bytes);
        } catch (CharacterCodingException e) {
            throw ManifestText.malformed("it is not UTF-8");
        }
    }
}
