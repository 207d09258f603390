package net.chingtech.ctos.skillhub.server.clawhub;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** Packs a release's folder as ClawHub does: the same folder is the same bytes. */
final class Delivery {

    private static final int LEVEL = 6;
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Folders folders;

    Delivery(Folders folders) {
        this.folders = folders;
    }

    Answer zip(StoredRelease release) throws IOException {
        // Read now: what cannot be read is an error, not half an answer.
        folders.of(release);
        String name = release.manifest().id().slug() + "-" + release.manifest().version();
        return new Answer(
                200,
                "application/zip",
                Map.of(
                        "Content-Disposition",
                        "attachment; filename=\"" + name + ".zip\"",
                        "Cache-Control",
                        "private, max-age=60"),
                out -> pack(release, out));
    }

    private void pack(StoredRelease release, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(LEVEL);
            // Its name comes first in ClawHub's order.
            begin(zip, Meta.NAME);
            zip.write(Meta.of(release));
            zip.closeEntry();
            folders.each(release, (file, content) -> {
                begin(zip, file.path());
                content.transferTo(zip);
                zip.closeEntry();
            });
        }
    }

    private static void begin(ZipOutputStream zip, String path) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }
}
