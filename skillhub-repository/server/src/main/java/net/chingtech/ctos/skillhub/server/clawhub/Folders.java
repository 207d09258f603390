package net.chingtech.ctos.skillhub.server.clawhub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.chingtech.ctos.fingerprint.Fingerprint;
import net.chingtech.ctos.fingerprint.PathOrder;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.skillhub.server.store.Artifacts;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** Reads releases' folders out of their JARs; the lists of those asked for last are kept, since JARs never change. */
final class Folders {

    private static final int KEPT = 64;

    private final Artifacts artifacts;
    private final Map<String, Folder> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Folder> eldest) {
            return size() > KEPT;
        }
    };

    Folders(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    Folder of(StoredRelease release) throws IOException {
        synchronized (kept) {
            Folder known = kept.get(release.sha256());
            if (known != null) {
                return known;
            }
        }
        Folder read = read(jar(release));
        synchronized (kept) {
            kept.put(release.sha256(), read);
        }
        return read;
    }

    /** Hears of a file's bytes. */
    interface Reader {
        void file(Fingerprint.File file, InputStream content) throws IOException;
    }

    /** All files, in their order. */
    void each(StoredRelease release, Reader reader) throws IOException {
        Folder folder = of(release);
        try (ZipFile zip = new ZipFile(jar(release).toFile())) {
            for (Fingerprint.File file : folder.files()) {
                try (InputStream in = zip.getInputStream(zip.getEntry(folder.place(file)))) {
                    reader.file(file, in);
                }
            }
        }
    }

    /** Hears of one file's bytes. */
    interface One {
        void content(InputStream in) throws IOException;
    }

    void one(StoredRelease release, Fingerprint.File file, One reader) throws IOException {
        String place = of(release).place(file);
        try (ZipFile zip = new ZipFile(jar(release).toFile());
                InputStream in = zip.getInputStream(zip.getEntry(place))) {
            reader.content(in);
        }
    }

    private Path jar(StoredRelease release) {
        return artifacts
                .find(release.sha256())
                .orElseThrow(() ->
                        new StoreFailed("the artifact of " + release.manifest().id() + " is gone", null));
    }

    private static Folder read(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Map<String, String> places = Places.of(zip);
            List<Fingerprint.File> files = new ArrayList<>();
            for (Map.Entry<String, String> place : places.entrySet()) {
                files.add(file(zip, zip.getEntry(place.getValue()), place.getKey()));
            }
            files.sort((a, b) -> PathOrder.PATHS.compare(a.path(), b.path()));
            return new Folder(List.copyOf(files), Map.copyOf(places));
        }
    }

    private static Fingerprint.File file(ZipFile zip, ZipEntry entry, String path) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new Fingerprint.File(path, size, Digests.hex(digest.digest()));
        }
    }
}
