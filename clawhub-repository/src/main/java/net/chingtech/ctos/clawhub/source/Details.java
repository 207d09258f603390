package net.chingtech.ctos.clawhub.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** The pages of skills, each remembered for a few minutes: lists need one for every line, since they name no owner. */
final class Details {

    /** What a line needs is small, and a page of a merged catalogue needs the lines of all pages before it. */
    private static final int MOST_LINES = 2_000;

    private static final int MOST_PAGES = 200;
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final ClawHub hub;
    private final Clock clock;
    private final Map<Ref, Kept> lines = shelf(MOST_LINES);
    private final Map<Ref, Kept> pages = shelf(MOST_PAGES);

    private record Kept(Said.Detail detail, Instant at) {}

    Details(ClawHub hub, Clock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    private static Map<Ref, Kept> shelf(int most) {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Ref, Kept> eldest) {
                return size() > most;
            }
        };
    }

    /** As it was within the last minutes, without its long texts: for a line of a list. */
    Said.Detail line(Ref ref) throws ProvisioningException {
        return recent(ref, lines);
    }

    /** As it was within the last minutes: for showing only. */
    Said.Detail recent(Ref ref) throws ProvisioningException {
        return recent(ref, pages);
    }

    private Said.Detail recent(Ref ref, Map<Ref, Kept> shelf) throws ProvisioningException {
        synchronized (this) {
            Kept known = shelf.get(ref);
            if (known != null && isFresh(known)) {
                return known.detail();
            }
        }
        return now(ref);
    }

    /** As it is: for whatever is decided by it. */
    Said.Detail now(Ref ref) throws ProvisioningException {
        Said.Detail detail = hub.detail(ref);
        synchronized (this) {
            Instant now = clock.instant();
            put(pages, ref, new Kept(detail, now));
            put(lines, ref, new Kept(detail.line(), now));
        }
        return detail;
    }

    private void put(Map<Ref, Kept> shelf, Ref ref, Kept page) {
        shelf.values().removeIf(one -> !isFresh(one));
        shelf.put(ref, page);
    }

    private boolean isFresh(Kept known) {
        return clock.instant().isBefore(known.at().plus(FRESH));
    }

    /** How many are remembered whole. */
    synchronized int size() {
        return pages.size();
    }
}
