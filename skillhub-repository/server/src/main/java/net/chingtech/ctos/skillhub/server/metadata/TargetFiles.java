package net.chingtech.ctos.skillhub.server.metadata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.skillhub.server.store.Maps;
import net.chingtech.ctos.skillhub.server.store.Notices;
import net.chingtech.ctos.skillhub.server.store.Place;
import net.chingtech.ctos.skillhub.server.store.SignedLists;
import net.chingtech.ctos.skillhub.server.store.TargetFile;
import net.chingtech.ctos.skillhub.server.store.Unlisted;

/** The files that the lists name: buckets of skills, the notices about keys, and the map of legacy skills. One bucket at a time is in memory. */
final class TargetFiles {

    static final Written NOTHING = new Written(List.of(), false, List.of());

    private static final String BUCKETS = "buckets/";

    private final SignedLists store;
    private final Notices notices;
    private final Maps maps;
    private final ListFiles files;
    /** Names of files that the disk does not have any more. */
    private final Set<String> lost = new HashSet<>();

    TargetFiles(SignedLists store, Notices notices, Maps maps, ListFiles files) {
        this.store = store;
        this.notices = notices;
        this.maps = maps;
        this.files = files;
    }

    /**
     * What was written.
     *
     * @param files those that are new
     * @param all whether these are all there are
     * @param replaced paths of those that are named no more
     */
    record Written(Collection<TargetFile> files, boolean all, Collection<String> replaced) {}

    /** Looks which of these paths are named; what is named and not among them is lost. */
    Set<String> inspect(Set<String> there) {
        Set<String> named = new HashSet<>();
        for (TargetFile file : store.targetFiles()) {
            named.add(file.path());
            if (!there.contains(file.path())) {
                lost.add(file.name());
            }
        }
        return named;
    }

    boolean areLost() {
        return !lost.isEmpty();
    }

    void nothingLost() {
        lost.clear();
    }

    /** Writes what changed; all buckets when their number does. */
    Written write(int bitsBefore, int bits, Unlisted pending) throws IOException {
        boolean all = bits != bitsBefore;
        // 1. Which buckets, by number.
        Set<Integer> buckets = new TreeSet<>();
        if (all) {
            for (int number = 0; number < 1 << bits; number++) {
                buckets.add(number);
            }
        } else {
            pending.places().forEach(place -> buckets.add(Place.bucket(place, bits)));
            lost.stream().filter(name -> name.startsWith(BUCKETS)).forEach(name -> buckets.add(number(name)));
        }
        // 2. Their files.
        List<TargetFile> written = new ArrayList<>();
        for (int number : buckets) {
            written.add(
                    write(Bucket.name(bits, number), store.bucket(bits, number).write()));
        }
        if (all || pending.others() || lost.contains(Bucket.NOTICES)) {
            written.add(write(Bucket.NOTICES, Json.write(new NoticeList(notices.all()))));
        }
        Optional<Maps.Kept> map = maps.last();
        if (map.isPresent() && (all || pending.others() || lost.contains(SkillMap.NAME))) {
            written.add(write(SkillMap.NAME, map.get().content()));
        }
        // 3. What they take the place of.
        Map<String, TargetFile> now = new HashMap<>();
        written.forEach(file -> now.put(file.name(), file));
        List<String> replaced = new ArrayList<>();
        for (TargetFile before : store.targetFiles()) {
            TargetFile file = now.get(before.name());
            if (file == null ? all : !file.sha256().equals(before.sha256())) {
                replaced.add(before.path());
            }
        }
        return new Written(written, all, replaced);
    }

    private TargetFile write(String name, byte[] content) throws IOException {
        TargetFile file = new TargetFile(name, Digests.sha256Hex(content), content.length);
        if (!files.has(file.path())) {
            files.write(file.path(), content);
        }
        return file;
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.')), 16);
    }
}
