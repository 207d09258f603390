package net.chingtech.ctos.clawhub.fingerprint;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyMeta;
import net.chingtech.ctos.fingerprint.Fingerprint;

/** The fingerprint of a folder that was read: which of its files count, ignore files heeded. */
public final class FolderFingerprint {

    private FolderFingerprint() {}

    /** As the command line computes it of an installed skill, {@code _meta.json} included when it is there. */
    public static String of(LegacyFolder folder) {
        return digest(counting(folder, true));
    }

    /** As the registry computes it of a published skill: without the {@code _meta.json} that only its ZIP has. */
    public static String ofPublished(LegacyFolder folder) {
        return digest(counting(folder, false));
    }

    /** The {@code contentHash} of a skill that lies on GitHub. */
    public static String contentHash(LegacyFolder folder) {
        return Fingerprint.ofContent(counting(folder, false).stream()
                .map(file -> new Fingerprint.File(file.path(), file.size(), file.sha256()))
                .toList());
    }

    private static String digest(Collection<LegacyFile> files) {
        Map<String, String> digests = new LinkedHashMap<>();
        files.forEach(file -> digests.put(file.path(), file.sha256()));
        return Fingerprint.of(digests);
    }

    private static List<LegacyFile> counting(LegacyFolder folder, boolean withMeta) {
        IgnoreRules ignored = IgnoreRules.of(folder);
        return folder.files().values().stream()
                .filter(file -> withMeta || !file.path().equals(LegacyMeta.PATH))
                .filter(file -> Fingerprint.counts(file.path()))
                .filter(file -> !ignored.matches(file.path()))
                .toList();
    }
}
