package net.chingtech.ctos.provisioning.agent.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;

/**
 * What sources answered to whoever leafs through them: a page of the merged whole needs all pages before it from each, and
 * they are not to be asked for these anew each time. Whoever begins at the first page is answered freshly.
 */
public final class Leafed {

    /** Since somebody leafed last: who goes on, slowly, is not to have all pages before asked for again. */
    static final Duration KEPT = Duration.ofMinutes(5);

    /** Since the first page; what was published meanwhile is seen after that at the latest. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** About ten megabytes. */
    static final int MOST_SKILLS = 10_000;

    private final LongSupplier nanos;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(String source, SkillQuery query) {}

    private record Kept(List<SearchPage> pages, long since, long looked) {
        int skills() {
            return pages.stream().mapToInt(page -> page.skills().size()).sum();
        }
    }

    public Leafed(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** All pages of a source up to the one that is asked for, or up to its last. */
    List<SearchPage> upTo(SkillSource source, SkillQuery query) throws ProvisioningException {
        Key key = new Key(source.id(), query.onPage(1));
        Kept before = query.page() == 1 ? fresh() : find(key);
        List<SearchPage> pages = new ArrayList<>(before.pages());
        while (pages.size() < query.page() && !isLast(pages)) {
            pages.add(source.search(query.onPage(pages.size() + 1)));
        }
        if (pages.size() > before.pages().size()) {
            remember(key, new Kept(List.copyOf(pages), before.since(), nanos.getAsLong()));
        }
        return pages.subList(0, Math.min(pages.size(), query.page()));
    }

    private static boolean isLast(List<SearchPage> pages) {
        if (pages.isEmpty()) {
            return false;
        }
        SearchPage last = pages.get(pages.size() - 1);
        return (long) pages.size() * last.perPage() >= last.reachable();
    }

    private Kept fresh() {
        long now = nanos.getAsLong();
        return new Kept(List.of(), now, now);
    }

    private synchronized Kept find(Key key) {
        expire();
        Kept found = kept.computeIfPresent(key, (same, one) -> new Kept(one.pages(), one.since(), nanos.getAsLong()));
        return found == null ? fresh() : found;
    }

    private void expire() {
        long now = nanos.getAsLong();
        kept.values().removeIf(one -> now - one.looked() >= KEPT.toNanos() || now - one.since() >= LONGEST.toNanos());
    }

    /** What was looked at longest ago goes first; what alone is too much is not kept at all. */
    private synchronized void remember(Key key, Kept pages) {
        expire();
        kept.put(key, pages);
        int skills = kept.values().stream().mapToInt(Kept::skills).sum();
        for (Iterator<Kept> oldest = kept.values().iterator(); skills > MOST_SKILLS; ) {
            skills -= oldest.next().skills();
            oldest.remove();
        }
    }
}
