package net.chingtech.ctos.clawhub.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.FolderImport.Found;

/** The copies that one look kept. A folder says itself whose it is and of which version, so two can say the same. */
final class Copies {

    private static final int MOST_NAMED = 5;

    /** Digests by what each is a copy of. */
    private final Map<String, Set<String>> digests = new TreeMap<>();

    private final Set<String> made = new HashSet<>();

    /** @param isNew whether it was not there before this look */
    void add(String release, String sha256, boolean isNew) {
        digests.computeIfAbsent(release, key -> new HashSet<>()).add(sha256);
        if (isNew) {
            made.add(sha256);
        }
    }

    /** What was not there before. */
    Set<String> made() {
        return made;
    }

    /** Those that are another's, too, with other files: nobody can say which of them is meant. */
    List<Found> contested(List<Found> found) {
        return found.stream()
                .filter(one -> ImportedSource.ID.equals(one.source()))
                .filter(one -> digests.getOrDefault(release(one), Set.of()).size() > 1)
                .toList();
    }

    /** What is to be forgotten of them. */
    Set<String> take(List<Found> contested) {
        Set<String> gone = new HashSet<>();
        contested.forEach(one -> {
            Set<String> copies = digests.remove(release(one));
            gone.addAll(copies == null ? Set.of() : copies);
        });
        return gone;
    }

    /** By what it is a copy of, the digest of the one that counts. */
    Map<String, String> left() {
        Map<String, String> left = new TreeMap<>();
        digests.forEach((release, copies) -> left.put(release, copies.iterator().next()));
        return left;
    }

    /** One of those, in words. */
    static Found refused(Found one, List<Found> contested) {
        String places = contested.stream()
                .filter(other -> release(other).equals(release(one)))
                .map(Found::folder)
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        Problem problem = new Problem(
                409,
                "legacy_twice",
                "Several folders say that they are " + one.id() + " " + one.version() + ", with other files: " + places
                        + ".",
                "See which of them is the one, and import that folder alone.");
        return new Found(
                one.folder(), null, one.name(), null, one.state(), null, null, one.registry(), problem, one.remarks());
    }

    private static String release(Found found) {
        return ImportedFiles.release(found.id(), found.version());
    }
}
