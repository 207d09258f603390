package net.chingtech.ctos.provisioning.agent.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCard;
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
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.provisioning.agent.store.Store;

/** Looking into the catalogue: search, details, releases; an id is looked up where it is at home. */
public final class Catalogue {

    private final Sources sources;
    private final Store store;

    public Catalogue(Sources sources, Store store) {
        this.sources = sources;
        this.store = store;
    }

    /** All sources merged; with one source its own order, with several the order that was asked for. */
    public SearchPage search(SkillQuery query) {
        boolean merged = sources.all().size() > 1;
        Answers<List<SearchPage>> answers =
                sources.askAll(source -> merged ? pagesUpTo(source, query) : List.of(source.search(query)));
        Map<SkillId, SearchPage.Found> found = new LinkedHashMap<>();
        long total = 0;
        int duplicates = 0;
        for (SearchPage.Found next : interleaved(answers)) {
            if (found.putIfAbsent(next.card().id(), next) != null) {
                duplicates++;
            }
        }
        for (List<SearchPage> pages : answers.bySource().values()) {
            total += pages.get(0).total();
        }
        List<SearchPage.Found> ordered = new ArrayList<>(found.values());
        if (merged && order(query.sort()) != null) {
            ordered.sort(Comparator.comparing(SearchPage.Found::card, order(query.sort())));
        }
        int from = merged ? Math.min(ordered.size(), (query.page() - 1) * query.perPage()) : 0;
        int to = Math.min(ordered.size(), from + query.perPage());
        return new SearchPage(
                ordered.subList(from, to).stream().map(this::withInstalled).toList(),
                query.page(),
                query.perPage(),
                total - duplicates,
                answers.failed());
    }

    public SkillDetails details(SkillId id) throws ProvisioningException {
        return atHome(id, source -> source.details(id));
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

    public Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
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
        return home.isPresent()
                ? sources.ask(home.get(), question)
                : sources.askFirst(id, question).value();
    }

    /** With several sources a page of the whole needs every page before it from each. */
    private List<SearchPage> pagesUpTo(SkillSource source, SkillQuery query) throws ProvisioningException {
        List<SearchPage> pages = new ArrayList<>();
        for (int page = 1; page <= query.page(); page++) {
            SearchPage answer = source.search(new SkillQuery(
                    query.text(),
                    query.tags(),
                    query.category(),
                    query.tier(),
                    query.channel(),
                    query.sort(),
                    page,
                    query.perPage()));
            pages.add(answer);
            if ((long) page * query.perPage() >= answer.total()) {
                break;
            }
        }
        return pages;
    }

    private List<SearchPage.Found> interleaved(Answers<List<SearchPage>> answers) {
        State state = store.state();
        List<List<SearchPage.Found>> bySource = answers.bySource().values().stream()
                .map(pages -> pages.stream()
                        .flatMap(page -> page.skills().stream())
                        // An id that is at home elsewhere is not offered from here.
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
                Comparator.comparing((SkillCard card) -> card.rating().average())
                        .reversed();
            case NAME -> Comparator.comparing(SkillCard::name, String.CASE_INSENSITIVE_ORDER);
        };
    }

    private SearchPage.Found withInstalled(SearchPage.Found found) {
        String installed = store.state()
                .find(found.card().id())
                .map(entry -> entry.current().version().toString())
                .orElse(null);
        return new SearchPage.Found(found.card(), found.source(), installed);
    }
}
