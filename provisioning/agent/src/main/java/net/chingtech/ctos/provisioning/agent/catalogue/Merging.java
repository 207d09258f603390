package net.chingtech.ctos.provisioning.agent.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.SearchPage.Found;
import net.chingtech.ctos.provisioning.SearchPage.Origin;
import net.chingtech.ctos.provisioning.agent.catalogue.Followers.Followed;

/**
 * Makes one entry of what is the same skill: an id that several sources have, and a legacy skill with what follows it. An
 * entry stands where the first of its forms was found, so that pages stay the same when more is found. A map hides nothing:
 * only a trusted one joins, and only so many legacy skills to one entry; all others stand by themselves and name what follows.
 */
final class Merging {

    /** A few forms of one skill; a map that leads everything to one is not believed to that extent. */
    private static final int MOST_FORMS = 5;

    private final Map<SkillId, Found> entries = new LinkedHashMap<>();
    private int duplicates;

    /** @param followers null when no legacy skill can be among what was found */
    Merging(List<Found> all, Followers followers) {
        Map<SkillId, Found> byId = new LinkedHashMap<>();
        all.forEach(one -> byId.putIfAbsent(one.card().id(), one));
        for (Found one : all) {
            Optional<Followed> follower = follower(one, followers);
            Origin legacy = new Origin(one.card().id(), one.source());
            Found shown = follower.filter(Followed::joins)
                    .map(to -> byId.get(to.origin().id()))
                    .filter(entry -> hasRoom(entry.card().id(), legacy))
                    .orElse(null);
            if (shown == null) {
                add(one, follower.map(Followed::origin).orElse(null));
            } else {
                add(shown, legacy);
            }
        }
    }

    private boolean hasRoom(SkillId id, Origin legacy) {
        Found entry = entries.get(id);
        return entry == null || entry.also().size() < MOST_FORMS || entry.also().contains(legacy);
    }

    private static Optional<Followed> follower(Found one, Followers followers) {
        return followers == null || !one.card().id().isLegacy()
                ? Optional.empty()
                : followers.of(one.card().id(), one.card().latestVersion());
    }

    private void add(Found one, Origin also) {
        Found known = entries.get(one.card().id());
        if (known != null) {
            duplicates++;
        }
        Found entry = known == null ? one : known;
        entries.put(one.card().id(), also == null || entry.also().contains(also) ? entry : with(entry, also));
    }

    private static Found with(Found found, Origin also) {
        List<Origin> all = new ArrayList<>(found.also());
        all.add(also);
        return new Found(found.card(), found.source(), found.installed(), all);
    }

    List<Found> entries() {
        return new ArrayList<>(entries.values());
    }

    /** How many of what was found stand in the entry of another. */
    int duplicates() {
        return duplicates;
    }
}
