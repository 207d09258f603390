package net.chingtech.ctos.skillhub.server.clawhub;

import static net.chingtech.ctos.skillhub.server.clawhub.Answer.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.skillhub.server.search.Found;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.search.SearchOrder;
import net.chingtech.ctos.skillhub.server.search.SkillSearch;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** Searching and listing: stable releases that are offered, as a container's own search. */
final class Catalogue {

    private static final int RESULTS = 10;
    private static final int MOST_RESULTS = 100;
    private static final int ITEMS = 25;
    private static final int MOST_ITEMS = 200;
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9_-]*");

    private final Releases releases;
    private final Skills skills;
    private final Search search;

    Catalogue(Releases releases, Skills skills, Search search) {
        this.releases = releases;
        this.skills = skills;
        this.search = search;
    }

    /** A skill and the release that is shown of it. */
    private record Shown(Skill skill, StoredRelease release) {}

    Answer search(Query query) throws Turned {
        int limit = query.limit(RESULTS, MOST_RESULTS);
        String text = query.text("q");
        String mode = query.text("mode");
        if (mode != null && !mode.equals("exact")) {
            throw new Turned(400, "Invalid search mode");
        }
        List<Shown> found;
        if (text == null) {
            found = List.of();
        } else if (mode == null) {
            found = shown(search.find(asked(text, null, SearchOrder.RELEVANCE, 1, limit)));
        } else {
            Optional<Skill> skill = skills.find(text);
            found = skill.flatMap(Skill::latest)
                    .map(latest -> List.of(new Shown(skill.get(), skills.stored(latest))))
                    .orElse(List.of());
        }
        List<Object> rows = new ArrayList<>();
        for (Shown one : found) {
            rows.add(row(one, 1.0 / (rows.size() + 1)));
        }
        return Answer.json(fields("results", rows));
    }

    Answer list(Query query) throws Turned {
        String prefix = query.text("prefix");
        String sort = query.text("sort");
        if (prefix != null && !PREFIX.matcher(prefix).matches()) {
            throw new Turned(400, "Invalid prefix query parameter");
        }
        SearchOrder order = sort == null ? prefix == null ? SearchOrder.NEWEST : SearchOrder.NAME : order(sort);
        if (prefix != null && order != SearchOrder.NAME) {
            throw new Turned(400, "Prefix listing only supports name sort");
        }
        Cursor cursor = Cursor.read(query.text("cursor"), query.limit(ITEMS, MOST_ITEMS));
        if ((long) cursor.page() * cursor.perPage() > SkillSearch.DEEPEST) {
            throw new Turned(400, "Invalid cursor");
        }
        Found found = search.find(asked("", prefix, order, cursor.page(), cursor.perPage()));
        return Answer.json(fields(
                "items",
                shown(found).stream().map(Catalogue::item).toList(),
                "nextCursor",
                "trending".equals(sort) ? null : cursor.next(Math.min(found.total(), SkillSearch.DEEPEST))));
    }

    /** ClawHub's words; when a skill was made is not in the index, so that is the order of the last change, too. */
    private static SearchOrder order(String sort) throws Turned {
        return switch (sort) {
            case "updated", "createdAt", "newest" -> SearchOrder.NEWEST;
            case "recommended", "default", "trending", "downloads", "installs", "installsCurrent", "installsAllTime" ->
                SearchOrder.POPULARITY;
            case "stars", "rating" -> SearchOrder.RATING;
            case "name" -> SearchOrder.NAME;
            default -> throw new Turned(400, "Invalid sort query parameter");
        };
    }

    private static SkillSearch asked(String text, String prefix, SearchOrder order, int page, int perPage) {
        return new SkillSearch(text, List.of(), null, null, Channel.STABLE, order, page, perPage, prefix);
    }

    private List<Shown> shown(Found found) {
        Map<Long, StoredRelease> stored = releases.releases(found.releases()).stream()
                .collect(Collectors.toMap(StoredRelease::number, Function.identity()));
        Map<SkillId, Skill> all = skills.all(
                stored.values().stream().map(release -> release.manifest().id()).toList());
        return found.releases().stream()
                .map(stored::get)
                .map(release -> new Shown(all.get(release.manifest().id()), release))
                .toList();
    }

    private static Map<String, Object> row(Shown one, double score) {
        return fields(
                "score",
                score,
                "slug",
                one.skill.slug(),
                "displayName",
                one.release.manifest().name(),
                "summary",
                Shapes.summary(one.release.manifest()),
                "icon",
                null,
                "version",
                one.release.manifest().version().toString(),
                "downloads",
                one.skill.line().downloads(),
                "updatedAt",
                one.skill.line().updatedAt().toEpochMilli(),
                "ownerHandle",
                one.skill.owner(),
                "owner",
                Shapes.owner(one.skill));
    }

    private static Map<String, Object> item(Shown one) {
        Map<String, Object> item = Shapes.skill(one.skill, one.release);
        ReleaseLine line = one.skill.releases().stream()
                .filter(release -> release.number() == one.release.number())
                .findFirst()
                .orElseThrow();
        item.put("latestVersion", Shapes.licensed(line, one.release.manifest()));
        item.put("metadata", Shapes.metadata(one.release.manifest()));
        return item;
    }
}
