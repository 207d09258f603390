package net.chingtech.ctos.provisioning.agent.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SearchPage.Found;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be found while no hub is asked: what is installed, by what its own files say of it. */
final class InstalledSearch {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledSearch.class);

    private final InstalledPages pages;

    InstalledSearch(InstalledPages pages) {
        this.pages = pages;
    }

    /** @param failed why there is no more to be seen */
    SearchPage of(List<Entry> installed, SkillQuery query, List<SearchPage.SourceFailure> failed) {
        List<Found> found = new ArrayList<>();
        for (Entry entry : installed) {
            try {
                SkillCard card = pages.card(entry);
                if (fits(card, query)
                        && (query.source() == null || query.source().equals(entry.source()))) {
                    found.add(new Found(
                            card, entry.source(), entry.current().version().toString()));
                }
            } catch (ProvisioningException e) {
                LOG.info("{} is left out of a search: {}", entry.id(), e.problem());
            }
        }
        found.sort(order(query.sort()));
        int from = (int) Math.min(found.size(), (query.page() - 1L) * query.perPage());
        int to = Math.min(found.size(), from + query.perPage());
        return new SearchPage(found.subList(from, to), query.page(), query.perPage(), found.size(), failed);
    }

    /** Downloads and ratings are known to hubs alone; what is asked for by these comes by name. */
    private static Comparator<Found> order(SkillQuery.Sort sort) {
        Comparator<Found> byName = Comparator.<Found, String>comparing(
                        one -> one.card().name(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(one -> one.card().id().value());
        return sort == SkillQuery.Sort.NEWEST
                ? Comparator.<Found, Instant>comparing(
                                one -> one.card().updatedAt(), Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed()
                        .thenComparing(byName)
                : byName;
    }

    private static boolean fits(SkillCard card, SkillQuery query) {
        String words = String.join(
                        " ",
                        Stream.concat(
                                        Stream.of(card.id().value(), card.name(), card.summary(), card.author()),
                                        card.tags().stream())
                                .toList())
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(query.text().toLowerCase(Locale.ROOT).split("\\s+"))
                        .allMatch(words::contains)
                && (query.tier() == null || query.tier() == card.tier())
                && (query.category() == null || card.categories().contains(query.category()))
                && card.tags().containsAll(query.tags());
    }
}
