package net.chingtech.ctos.skillhub.server.clawhub;

import static net.chingtech.ctos.skillhub.server.clawhub.Answer.fields;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.chingtech.ctos.fingerprint.Fingerprint;
import net.chingtech.ctos.format.Utf8;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** Single files of a release's folder. They come from somebody unknown: whoever opens one by itself runs nothing. */
final class FileAnswers {

    private static final long LARGEST = 10L * 1024 * 1024;
    private static final long LARGEST_PREVIEW = 200L * 1024;
    private static final Map<String, String> TYPES = Map.of(
            "md", "text/markdown",
            "json", "application/json",
            "txt", "text/plain",
            "sh", "application/x-sh",
            "py", "text/x-python",
            "js", "text/javascript",
            "yaml", "text/yaml",
            "yml", "text/yaml");

    private final Folders folders;

    FileAnswers(Folders folders) {
        this.folders = folders;
    }

    static List<Map<String, Object>> shapes(Folder folder) {
        return folder.files().stream()
                .map(file -> fields(
                        "path",
                        file.path(),
                        "size",
                        file.size(),
                        "sha256",
                        file.sha256(),
                        "contentType",
                        TYPES.get(ending(file.path()))))
                .toList();
    }

    Answer file(StoredRelease release, String path, boolean preview) throws Turned, IOException {
        Fingerprint.File file = folders.of(release).find(path).orElseThrow(() -> new Turned(404, "File not found"));
        if (file.size() > LARGEST) {
            throw new Turned(413, "File exceeds 10MB limit");
        }
        if (preview && file.size() > LARGEST_PREVIEW) {
            throw new Turned(413, "File exceeds 200KB preview limit");
        }
        byte[] bytes = bytes(release, file);
        if (preview && !isText(bytes)) {
            throw new Turned(415, "File cannot be previewed as text");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", file.sha256());
        headers.put("X-Content-SHA256", file.sha256());
        headers.put("X-Content-Size", String.valueOf(file.size()));
        headers.put("Cache-Control", "private, max-age=60");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; sandbox");
        headers.put("Content-Disposition", "attachment");
        String type = preview ? "text/plain; charset=utf-8" : TYPES.get(ending(file.path()));
        return new Answer(200, type == null ? "application/octet-stream" : type, headers, out -> out.write(bytes));
    }

    private byte[] bytes(StoredRelease release, Fingerprint.File wanted) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) wanted.size());
        folders.one(release, wanted, in -> in.transferTo(bytes));
        return bytes.toByteArray();
    }

    private static boolean isText(byte[] bytes) {
        try {
            return Utf8.strict(bytes).chars().filter(c -> c == 0).count() == 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
