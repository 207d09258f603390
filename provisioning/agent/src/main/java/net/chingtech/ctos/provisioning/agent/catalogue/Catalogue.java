package net.chingtech.ctos.provisioning.agent.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources.Answers;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources.Question;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.provisioning.agent.store.Store;

/** Looking into the catalogue: search, details, releases; an id is looked up where it is at home. */
public final class Catalogue {

    private final Sources sources;
    private final Store store;
    private final InstalledPages pages;
    private final Supplier<? extends Followers> followers;
    private final Leafed leafed;

    /** @param followers what follows legacy skills now; may wait for the sources */
    public Catalogue(
            Sources sources, Store store, Folders folders, Supplier<? extends Followers> followers, Leafed leafed) {
        this.sources = sources;
        this.store = store;
        this.pages = new InstalledPages(folders);
        this.followers = followers;
        this.leafed = leafed;
    }

    /** All sources merged, or while no hub is asked what is installed; with one source its own order, with several the order that was asked for. */
    public SearchPage search(SkillQuery query) {
        if (sources.isOffline()) {
            return new InstalledSearch(pages).of(store.state().registry().skills(), query, sources.leftAlone());
        }
        List<SkillSource> from = query.source() == null
                ? sources.all()
                : sources.all().stream()
                        .filter(source -> source.id().equals(query.source()))
                        .toList();
        SearchPage found = search(query, from);
        if (query.source() == null || !from.isEmpty()) {
            return found;
        }
        Problem gone = Refusals.sourceUnreachable(query.source(), "it is not connected to this container")
                .problem();
        return new SearchPage(
                List.of(),
                query.page(),
                query.perPage(),
                0,
                List.of(new SearchPage.SourceFailure(query.source(), gone)));
    }

    private SearchPage search(SkillQuery query, List<SkillSource> asked) {
        boolean merged = asked.size() > 1;
        // Asked at the same time, so that one that is slow takes no longer.
        boolean legacy = asked.stream().anyMatch(source -> SkillSource.isLegacy(source.id()));
        Optional<CompletableFuture<Followers>> follow =
                legacy ? Optional.of(sources.meanwhile(followers::get)) : Optional.empty();
        Answers<List<SearchPage>> answers =
                sources.look(asked, source -> merged ? leafed.upTo(source, query) : List.of(source.search(query)));
        Followers known = follow.map(CompletableFuture::join).orElse(null);
        List<SearchPage.Found> offered = interleaved(answers);
        Merging merging = new Merging(offered, known);
        long total = offered.size();
        long beyond = 0;
        for (List<SearchPage> pages : answers.bySource().values()) {
            SearchPage last = pages.get(pages.size() - 1);
            total += last.total();
            beyond += last.total() - last.reachable();
            // What is not offered from there is not counted.
            total -= pages.stream().mapToInt(page -> page.skills().size()).sum();
        }
        total -= merging.duplicates();
        List<SearchPage.Found> ordered = merging.entries();
        if (merged && order(query.sort()) != null) {
            ordered.sort(Comparator.comparing(SearchPage.Found::card, order(query.sort())));
        }
        int from = merged ? (int) Math.min(ordered.size(), (query.page() - 1L) * query.perPage()) : 0;
        int to = Math.min(ordered.size(), from + query.perPage());
        return new SearchPage(
                ordered.subList(from, to).stream().map(this::withInstalled).toList(),
                query.page(),
                query.perPage(),
                total,
                answers.bySource().values().stream()
                        .anyMatch(pages -> pages.get(pages.size() - 1).atLeast()),
                Math.max(0, total - beyond),
                categories(answers),
                failures(answers, known));
    }

    /** Added up under the name that the first source has for a category. */
    private static List<CategoryCount> categories(Answers<List<SearchPage>> answers) {
        Map<String, CategoryCount> byName = new LinkedHashMap<>();
        for (List<SearchPage> pages : answers.bySource().values()) {
            for (CategoryCount one : pages.get(0).categories()) {
                byName.merge(
                        one.name().toLowerCase(Locale.ROOT),
                        one,
                        (first, next) -> new CategoryCount(first.name(), first.count() + next.count()));
            }
        }
        return byName.values().stream()
                .sorted(Comparator.comparing(CategoryCount::count).reversed().thenComparing(CategoryCount::name))
                .toList();
    }

    /** Who did not answer, who answered and said what cannot be believed of it, and whose map is missing; each once. */
    private static List<SearchPage.SourceFailure> failures(Answers<List<SearchPage>> answers, Followers known) {
        List<SearchPage.SourceFailure> failures = new ArrayList<>(answers.failed());
        answers.bySource()
                .values()
                .forEach(pages -> failures.addAll(pages.get(0).failed()));
        if (known != null) {
            known.failed().stream()
                    .filter(one ->
                            failures.stream().noneMatch(said -> said.source().equals(one.source())))
                    .forEach(failures::add);
        }
        return List.copyOf(failures);
    }

    /** As its source shows it; an installed one that its source does not know, or whose source is gone or left alone, as it lies here. */
    public SkillDetails details(SkillId id) throws ProvisioningException {
        Entry installed = store.state().find(id).orElse(null);
        if (installed != null && sources.find(installed.source()).isEmpty()) {
            return pages.of(installed);
        }
        try {
            return atHome(id, source -> source.details(id));
        } catch (ProvisioningException e) {
            if (installed != null && (Refusals.is(e, "skill_unknown") || Refusals.is(e, Offline.CODE))) {
                return pages.of(installed);
            }
            throw e;
        }
    }

    public ReleaseInfo release(SkillId id, VersionRange range) throws ProvisioningException {
        Channel channel = store.state().find(id).map(Entry::channel).orElse(Channel.STABLE);
        List<Release> releases = atHome(id, source -> source.releases(id, range, channel));
        if (releases.isEmpty()) {
            throw Refusals.of(
                    404,
                    "version_unknown",
                    id + " has no release " + range + ".",
                    "See the versions that the catalogue shows for it.");
        }
        return releases.get(0).info();
    }

    /** A picture of a release; of the one that runs here as it lies here, whoever answers or not. */
    public Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        Optional<Entry> installed =
                store.state().find(id).filter(entry -> entry.current().version().equals(version));
        if (installed.isPresent()) {
            return pages.picture(installed.get(), path);
        }
        try {
            // A source that has no picture is passed over, like one that does not know the skill.
            return Optional.of(
                    atHome(id, source -> source.file(id, version, path).orElseThrow(() -> Refusals.skillUnknown(id))));
        } catch (ProvisioningException e) {
            if (Refusals.is(e, "skill_unknown")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T atHome(SkillId id, Question<T> question) throws ProvisioningException {
        Optional<String> home = store.state().home(id);
        return home.isPresent() ? sources.ask(home.get(), question) : sources.lookFirst(id, question);
    }

    private List<SearchPage.Found> interleaved(Answers<List<SearchPage>> answers) {
        State state = store.state();
        List<List<SearchPage.Found>> bySource = answers.bySource().values().stream()
                .map(pages -> pages.stream()
                        .flatMap(page -> page.skills().stream())
                        // An id that is at home elsewhere, or that this source cannot have, is not offered from here.
                        .filter(one -> Sources.mayHave(one.source(), one.card().id()))
                        .filter(one -> state.home(one.card().id())
                                .map(one.source()::equals)
                                .orElse(true))
                        .toList())
                .toList();
        int longest = bySource.stream().mapToInt(List::size).max().orElse(0);
        List<SearchPage.Found> all = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            for (List<SearchPage.Found> one : bySource) {
                if (i < one.size()) {
                    all.add(one.get(i));
                }
            }
        }
        return all;
    }

    private static Comparator<SkillCard> order(SkillQuery.Sort sort) {
        return switch (sort) {
            case RELEVANCE -> null;
            case POPULARITY -> Comparator.comparing(SkillCard::downloads).reversed();
            case NEWEST -> Comparator.comparing(SkillCard::updatedAt, Comparator.nullsLast(Comparator.reverseOrder()));
            case RATING ->
                Comparator.comparing((SkillCard card) -> card.rating().score()).reversed();
            case NAME -> Comparator.comparing(SkillCard::name, String.CASE_INSENSITIVE_ORDER);
        };
    }

    private SearchPage.Found withInstalled(SearchPage.Found found) {
        String installed = store.state()
                .find(found.card().id())
                .map(entry -> entry.current().version().toString())
                .orElse(null);
        return new SearchPage.Found(found.card(), found.source(), installed, found.also());
    }
}
