package net.chingtech.ctos.skillhub.server.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.SkillLine;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index true to the store, and searches it. */
public final class Search implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Search.class);
    private static final int AT_ONCE = 200;

    private final Releases releases;
    private final SkillIndex index;
    /** Downloads that the index does not know yet; the store does. */
    private final Map<SkillId, Long> downloads = new ConcurrentHashMap<>();

    private Search(Releases releases, SkillIndex index) {
        this.releases = releases;
        this.index = index;
    }

    /**
     * Opens the index; makes it anew from the store when it is missing, broken, or of another time.
     *
     * @param store asked once the index is open, so that both can open at the same time
     */
    public static Search open(Path folder, Supplier<Releases> store) throws IOException {
        SkillIndex index;
        try {
            index = SkillIndex.open(folder);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The search index cannot be read and is made anew: {}", e.toString());
            empty(folder);
            index = SkillIndex.open(folder);
        }
        Releases releases;
        try {
            releases = store.get();
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
        Search search = new Search(releases, index);
        long generation = releases.totals().generation();
        if (!index.isOf(generation)) {
            search.rebuild(generation);
        }
        return search;
    }

    private void rebuild(long generation) throws IOException {
        index.clear();
        SkillId last = null;
        List<SkillId> ids = releases.idsAfter(null, AT_ONCE);
        while (!ids.isEmpty()) {
            write(ids);
            last = ids.get(ids.size() - 1);
            ids = releases.idsAfter(last, AT_ONCE);
        }
        index.commit(generation);
        LOG.info("Search index made from the store at generation {}", generation);
    }

    /** Brings a skill's documents up to date after a change; when this returns searches see it. */
    public synchronized void changed(SkillId id) {
        try {
            long generation = releases.totals().generation();
            write(List.of(id));
            index.commit(generation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes a download; the order by popularity follows at the next {@link #showDownloads()}. */
    public void downloaded(SkillId id, long total) {
        downloads.merge(id, total, Math::max);
    }

    /** Lets searches see the downloads noted so far. */
    public synchronized void showDownloads() {
        if (downloads.isEmpty()) {
            return;
        }
        try {
            for (SkillId id : Set.copyOf(downloads.keySet())) {
                index.popularity(id, downloads.remove(id));
            }
            index.show();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids that are there and differ from this one in one letter, as people mistype. */
    public Set<SkillId> oneSlipFrom(SkillId id) {
        try {
            return index.oneSlipFrom(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Found find(SkillSearch search) {
        try {
            return index.search(search);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The categories of all that fits, whatever category is asked for, so that others can be chosen. */
    public List<CategoryCount> categories(SkillSearch search) {
        try {
            return index.categories(search);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        showDownloads();
        index.close();
    }

    private void write(List<SkillId> ids) throws IOException {
        Map<SkillId, SkillLine> skills = releases.skills(ids);
        Map<SkillId, List<ReleaseLine>> lines =
                releases.lines(ids).stream().collect(Collectors.groupingBy(ReleaseLine::id));
        // 1. Which releases stand for their skill, and for which channels.
        Map<Long, Set<Channel>> channels = new HashMap<>();
        for (List<ReleaseLine> ofSkill : lines.values()) {
            for (Channel channel : Channel.values()) {
                Newest.in(ofSkill, channel).ifPresent(newest -> channels.computeIfAbsent(
                                newest.number(), number -> EnumSet.noneOf(Channel.class))
                        .add(channel));
            }
        }
        // 2. Their texts.
        Map<SkillId, List<IndexedRelease>> documents = new HashMap<>();
        for (StoredRelease release : releases.releases(channels.keySet())) {
            SkillLine skill = skills.get(release.manifest().id());
            documents
                    .computeIfAbsent(skill.id(), id -> new ArrayList<>())
                    .add(new IndexedRelease(
                            release.number(),
                            channels.get(release.number()),
                            release.manifest(),
                            release.description(),
                            release.tier(),
                            skill.updatedAt(),
                            skill.downloads(),
                            skill.rating().score()));
        }
        // 3. One replacement for each skill.
        for (SkillId id : ids) {
            index.replace(id, documents.getOrDefault(id, List.of()));
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
