package net.chingtech.ctos.skillhub.server.clawhub;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.chingtech.ctos.fingerprint.Fingerprint;

/**
 * The files of a release as ClawHub knows them.
 *
 * @param files in ClawHub's order
 * @param places where they lie in the JAR, by path
 */
record Folder(List<Fingerprint.File> files, Map<String, String> places) {

    /** Exactly this path, or else in another letter case. */
    Optional<Fingerprint.File> find(String path) {
        return files.stream()
                .filter(file -> file.path().equalsIgnoreCase(path))
                .min(Comparator.comparing(file -> !file.path().equals(path)));
    }

    String place(Fingerprint.File file) {
        return places.get(file.path());
    }

    String fingerprint() {
        return Fingerprint.of(digests());
    }

    /** As it is on a disk where a client unpacked it: with the file that says where it came from. */
    String fingerprintWith(String name, String sha256) {
        Map<String, String> digests = digests();
        digests.put(name, sha256);
        return Fingerprint.of(digests);
    }

    private Map<String, String> digests() {
        return files.stream()
                .filter(file -> Fingerprint.counts(file.path()))
                .collect(Collectors.toMap(Fingerprint.File::path, Fingerprint.File::sha256));
    }
}
