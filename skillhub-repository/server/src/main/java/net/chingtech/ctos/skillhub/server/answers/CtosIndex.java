package net.chingtech.ctos.skillhub.server.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.skillhub.server.search.Newest;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.SkillLine;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/**
 * The list of skills as Ching Tech OS itself reads it today: one version of each, with an absolute address, and a slug
 * instead of an id. Made again when something was published.
 */
public final class CtosIndex {

    private static final int AT_ONCE = 200;
    /** What Ching Tech OS accepts as the name of a skill. */
    private static final Pattern SLUG = Pattern.compile("(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*");

    private final Releases releases;
    private final String base;
    private Made made = new Made(-1, new byte[0]);

    /** @param base where the hub is reached, without a slash at the end */
    public CtosIndex(Releases releases, String base) {
        this.releases = releases;
        this.base = base;
    }

    private record Made(long generation, byte[] json) {}

    private record Index(int version, Instant updatedAt, List<Entry> skills) {}

    private record Entry(
            String slug,
            String name,
            String version,
            String description,
            String author,
            List<String> tags,
            String downloadUrl,
            String sha256,
            String source) {}

    public synchronized byte[] json() {
        long generation = releases.totals().generation();
        if (made.generation != generation) {
            made = new Made(generation, Json.write(make()));
        }
        return made.json;
    }

    private Index make() {
        Map<SkillId, SkillLine> skills = new HashMap<>();
        Map<SkillId, Entry> entries = new HashMap<>();
        List<SkillId> ids = releases.idsAfter(null, AT_ONCE);
        while (!ids.isEmpty()) {
            skills.putAll(releases.skills(ids));
            newestStable(ids).forEach(release -> entries.put(release.manifest().id(), entry(release)));
            ids = releases.idsAfter(ids.get(ids.size() - 1), AT_ONCE);
        }
        // Two ids can have one slug; the older skill keeps it.
        Map<String, Entry> bySlug = new HashMap<>();
        entries.keySet().stream()
                .sorted(Comparator.comparing((SkillId id) -> skills.get(id).firstPublishedAt())
                        .thenComparing(Comparator.naturalOrder()))
                .filter(id -> SLUG.matcher(id.slug()).matches())
                .forEach(id -> bySlug.putIfAbsent(id.slug(), entries.get(id)));
        Instant updatedAt = skills.values().stream()
                .map(SkillLine::updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new Index(
                1,
                updatedAt,
                bySlug.values().stream()
                        .sorted(Comparator.comparing(Entry::slug))
                        .toList());
    }

    private List<StoredRelease> newestStable(List<SkillId> ids) {
        Map<SkillId, List<ReleaseLine>> lines = new HashMap<>();
        releases.lines(ids).forEach(line -> lines.computeIfAbsent(line.id(), id -> new ArrayList<>())
                .add(line));
        List<Long> numbers = new ArrayList<>();
        lines.values()
                .forEach(ofSkill -> Newest.in(ofSkill, Channel.STABLE).ifPresent(line -> numbers.add(line.number())));
        return releases.releases(numbers);
    }

    private Entry entry(StoredRelease release) {
        SkillManifest manifest = release.manifest();
        return new Entry(
                manifest.id().slug(),
                manifest.name(),
                manifest.version().toString(),
                manifest.summary(),
                manifest.author().name(),
                manifest.tags(),
                base + Links.download(manifest),
                release.sha256(),
                "skillhub");
    }
}
