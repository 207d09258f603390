package net.chingtech.ctos.clawhub.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillQuery;

/** The list of all skills by page number: ClawHub only says where the next page begins, which is remembered for some minutes. */
final class Listing {

    /** Whoever leafs further than this is better served by a search. */
    private static final int DEEPEST = 50;

    private static final int MOST_ROADS = 32;
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final ClawHub hub;
    private final Owners owners;
    private final Clock clock;
    /** By order and page length. */
    private final Map<String, Road> roads = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Road> eldest) {
            return size() > MOST_ROADS;
        }
    };

    /** Where each page begins, the first at null. */
    private record Road(Instant begun, List<String> starts) {}

    /** One page, and whether there is another behind it. */
    record Page(List<Said.Detail> details, boolean more) {}

    Listing(ClawHub hub, Owners owners, Clock clock) {
        this.hub = hub;
        this.owners = owners;
        this.clock = clock;
    }

    Page page(SkillQuery.Sort sort, int number, int length) throws ProvisioningException {
        if (number > DEEPEST) {
            return new Page(List.of(), false);
        }
        String order = order(sort);
        String key = order + " " + length;
        Road road = road(key);
        boolean remembered = road.starts().size() > 1;
        try {
            return page(road, order, number, length);
        } catch (ProvisioningException e) {
            forget(key);
            // A hub that cannot be asked now is not asked more for that; one that does not know our cursors is, from
            // the first.
            if (!remembered || e.problem().status() == 503) {
                throw e;
            }
            return page(road(key), order, number, length);
        }
    }

    private Page page(Road road, String order, int number, int length) throws ProvisioningException {
        List<String> starts = road.starts();
        for (int page = starts.size(); page < number; page++) {
            Said.Items before = hub.list(order, length, starts.get(page - 1));
            if (before.nextCursor() == null) {
                return new Page(List.of(), false);
            }
            starts.add(before.nextCursor());
        }
        Said.Items items = hub.list(order, length, starts.get(number - 1));
        if (items.nextCursor() != null && starts.size() == number) {
            starts.add(items.nextCursor());
        }
        synchronized (roads) {
            roads.put(order + " " + length, road);
        }
        return new Page(owners.of(items.items()), items.nextCursor() != null);
    }

    /** A copy of the one that is remembered, or a new one: the list changes meanwhile, and cursors end. */
    private Road road(String key) {
        synchronized (roads) {
            Road road = roads.get(key);
            Instant now = clock.instant();
            List<String> starts = new ArrayList<>();
            if (road != null && now.isBefore(road.begun().plus(FRESH))) {
                starts.addAll(road.starts());
                return new Road(road.begun(), starts);
            }
            starts.add(null);
            return new Road(now, starts);
        }
    }

    private void forget(String key) {
        synchronized (roads) {
            roads.remove(key);
        }
    }

    private static String order(SkillQuery.Sort sort) {
        return switch (sort) {
            case RELEVANCE -> "recommended";
            case POPULARITY -> "downloads";
            case NEWEST -> "updated";
            case RATING -> "stars";
            case NAME -> "name";
        };
    }
}
