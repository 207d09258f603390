package net.chingtech.ctos.clawhub.source;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;

/** Searching and leafing through a ClawHub, whose own pages are cut in other ways than ours. */
final class Browsing {

    /** A search of ClawHub has no second page, and at most so many results. */
    private static final int MOST_RESULTS = 100;

    private final String source;
    private final ClawHub hub;
    private final Names names;
    private final Listing listing;

    Browsing(String source, ClawHub hub, Names names, Details details, ExecutorService threads, Clock clock) {
        this.source = source;
        this.hub = hub;
        this.names = names;
        this.listing = new Listing(hub, new Owners(details, threads), clock);
    }

    SearchPage search(SkillQuery query) throws ProvisioningException {
        // All of it is legacy, and without a category; asking would only cost.
        if (query.tier() != null && query.tier() != Tier.LEGACY || query.category() != null) {
            return page(query, List.of(), 0);
        }
        return query.text().isEmpty() ? listed(query) : found(query);
    }

    private SearchPage found(SkillQuery query) throws ProvisioningException {
        List<SkillCard> cards = new ArrayList<>();
        for (Said.Row row : hub.search(query.text(), MOST_RESULTS, false).results()) {
            Optional<SkillCard> card = Cards.of(row).filter(one -> fits(one, query));
            card.ifPresent(one -> names.seen(new Ref(row.handle(), row.slug())));
            card.ifPresent(cards::add);
        }
        order(query.sort()).ifPresent(cards::sort);
        int from = (int) Math.min(cards.size(), (query.page() - 1L) * query.perPage());
        return page(query, cards.subList(from, Math.min(cards.size(), from + query.perPage())), cards.size());
    }

    private SearchPage listed(SkillQuery query) throws ProvisioningException {
        Listing.Page page = listing.page(query.sort(), query.page(), query.perPage());
        List<SkillCard> cards = page.details().stream()
                .flatMap(detail -> {
                    names.seen(new Ref(detail.handle(), detail.skill().slug()));
                    return Cards.of(detail).stream();
                })
                .filter(card -> fits(card, query))
                .toList();
        long before = (query.page() - 1L) * query.perPage();
        // Nobody says how many there are in all; that there are more is known.
        long known = before + page.details().size() + (page.more() ? query.perPage() : 0);
        return new SearchPage(
                found(cards), query.page(), query.perPage(), known, page.more(), known, List.of(), List.of());
    }

    private SearchPage page(SkillQuery query, List<SkillCard> cards, long total) {
        return new SearchPage(found(cards), query.page(), query.perPage(), total, List.of());
    }

    private List<SearchPage.Found> found(List<SkillCard> cards) {
        return cards.stream()
                .map(card -> new SearchPage.Found(card, source, null))
                .toList();
    }

    private static boolean fits(SkillCard card, SkillQuery query) {
        return card.categories().containsAll(query.tags())
                && query.channel().sees(net.chingtech.ctos.format.Channel.STABLE, card.latestVersion());
    }

    private static Optional<Comparator<SkillCard>> order(SkillQuery.Sort sort) {
        return Optional.ofNullable(
                switch (sort) {
                    case RELEVANCE, RATING -> null;
                    case POPULARITY ->
                        Comparator.comparing(SkillCard::downloads).reversed();
                    case NEWEST -> Comparator.comparing(SkillCard::updatedAt).reversed();
                    case NAME -> Comparator.comparing(SkillCard::name, String.CASE_INSENSITIVE_ORDER);
                });
    }
}
