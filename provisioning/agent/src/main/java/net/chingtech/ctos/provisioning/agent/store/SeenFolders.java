package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FolderContent;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.Pins.Pin;
import net.chingtech.ctos.provisioning.agent.store.Pins.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pins of legacy skills as they were before know the JARs only, which a newer container may make otherwise. Of those that lie
 * here it is found out which folders they were made of. Of others the JAR goes on to count.
 */
final class SeenFolders {

    private static final Logger LOG = LoggerFactory.getLogger(SeenFolders.class);

    private final Folders folders;

    SeenFolders(Folders folders) {
        this.folders = folders;
    }

    /** The legacy releases that lie here: installed ones, their earlier states, and those that a migration keeps. */
    static SortedMap<SkillId, List<Deployed>> lying(Registry registry) {
        SortedMap<SkillId, List<Deployed>> releases = new TreeMap<>();
        List<Entry> entries = new ArrayList<>(registry.skills());
        registry.migrations().stream()
                .filter(migrated -> !migrated.gone())
                .map(Migrated::legacy)
                .forEach(entries::add);
        for (Entry entry : entries) {
            if (entry.id().isLegacy()) {
                List<Deployed> mine = releases.computeIfAbsent(entry.id(), id -> new ArrayList<>());
                mine.add(entry.current());
                entry.history().forEach(past -> mine.add(past.release()));
            }
        }
        return releases;
    }

    /** The pin with the folders of these releases. */
    Pin completed(SkillId id, Collection<Deployed> releases, Pin pin) {
        Pin completed = pin;
        for (Deployed release : releases) {
            Seen seen = pin.seen(release.version()).orElse(null);
            boolean lacks =
                    seen == null || seen.content() == null && seen.sha256().equals(release.sha256());
            if (lacks) {
                Optional<String> content = content(folders.artifact(id, release.version()), release.sha256());
                if (content.isPresent()) {
                    completed =
                            completed.withSeen(new Seen(release.version(), release.sha256(), content.get()), completed);
                }
            }
        }
        return completed;
    }

    /** Empty when the file is not what was installed, which was proven then, or not of a folder. */
    private static Optional<String> content(Path jar, String sha256) {
        try {
            return Folders.sha256(jar).equals(sha256) ? content(jar) : Optional.empty();
        } catch (IOException | FormatException e) {
            LOG.info("of which files {} was made is not known: {}", jar, e.toString());
            return Optional.empty();
        }
    }

    private static Optional<String> content(Path jar) throws IOException, FormatException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry list = zip.getEntry(FolderContent.LIST);
            if (list == null) {
                return Optional.empty();
            }
            Map<String, String> digests = new TreeMap<>();
            for (Map.Entry<String, String> file :
                    FolderContent.places(bytes(zip, list)).entrySet()) {
                ZipEntry entry = zip.getEntry(file.getValue());
                if (entry == null) {
                    return Optional.empty();
                }
                digests.put(file.getKey(), sha256(zip, entry));
            }
            return Optional.of(FolderContent.digest(digests));
        }
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static String sha256(ZipFile zip, ZipEntry entry) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digests.hex(digest.digest());
    }
}
