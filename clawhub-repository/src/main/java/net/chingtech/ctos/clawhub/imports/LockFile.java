package net.chingtech.ctos.clawhub.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.chingtech.ctos.clawhub.folder.Descent;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code .clawhub/lock.json}: what the {@code clawhub} command installed below a folder. */
final class LockFile {

    /** Of a skill that no lock file names. */
    static final Line NO_LINE = new Line(null, null, null, null);

    private static final Logger LOG = LoggerFactory.getLogger(LockFile.class);
    private static final int LARGEST = 512 * 1024;
    private static final int LONGEST = 200;
    private static final String SKILLS_SH = "skills-sh:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private LockFile() {}

    /**
     * One skill, as the lock file names it.
     *
     * @param pinned why it is held at its version; null when it is not
     */
    record Line(String owner, String slug, String version, String pinned) {}

    /**
     * By the folder below {@code root}, which is a real path, that each should be in. One that cannot be read is as good as none: the folders are found all the same.
     *
     * @param most how many lines are read: each is a skill to be looked for, though it may not be there
     */
    static Map<Path, Line> of(Path root, int most) {
        for (String name : List.of(".clawhub", ".clawdhub")) {
            Path file = root.resolve(name).resolve("lock.json");
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                // Behind a link it is not read.
                try (SecureDirectoryStream<Path> folder = Descent.to(root.resolve(name));
                        InputStream in =
                                Channels.newInputStream(folder.newByteChannel(file.getFileName(), Descent.READING))) {
                    return lines(root, Json.readTree(in.readNBytes(LARGEST)).path("skills"), most);
                } catch (IOException | FormatException e) {
                    LOG.warn("The lock file {} cannot be read: {}", name, e.toString());
                }
            }
        }
        return Map.of();
    }

    private static Map<Path, Line> lines(Path root, JsonNode skills, int most) {
        Map<Path, Line> lines = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : skills.properties()) {
            if (lines.size() == most) {
                break;
            }
            String key = entry.getKey();
            boolean qualified = key.startsWith("@") && key.indexOf('/') > 0;
            String slug = key.substring(key.lastIndexOf('/') + 1);
            String owner = qualified ? key.substring(1, key.indexOf('/')) : text(entry.getValue(), "ownerHandle");
            // A key names a folder; nothing in it may lead elsewhere.
            boolean safe = NAME.matcher(slug).matches()
                    && (!qualified || NAME.matcher(owner).matches())
                    && key.indexOf('/') == key.lastIndexOf('/');
            if (safe && !key.startsWith(SKILLS_SH)) {
                Path folder = root.resolve("skills");
                lines.put(
                        qualified ? folder.resolve("@" + owner).resolve(slug) : folder.resolve(slug),
                        new Line(owner, slug, text(entry.getValue(), "version"), pinned(entry.getValue())));
            }
        }
        return lines;
    }

    private static String pinned(JsonNode line) {
        String reason = text(line, "pinReason");
        return line.path("pinned").asBoolean(false) ? reason == null ? "" : reason : null;
    }

    private static String text(JsonNode line, String key) {
        String text = line.path(key).asText("");
        return text.isBlank() ? null : PlainText.line(text, LONGEST);
    }
}
