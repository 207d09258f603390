package net.chingtech.ctos.webconsole.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** What the administrator gave skills, beside the ratings of the samples. */
final class FakeRatings {

    final Map<SkillId, Integer> own = new ConcurrentHashMap<>();

    /** As {@code actor id stars}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** What the next ones are refused with; null for nothing. */
    ProvisioningException refusal;

    SkillRating rate(SkillPage page, Integer stars, String actor) throws ProvisioningException {
        SkillId id = page.card().id();
        asked.add(actor + " " + id + " " + stars);
        if (refusal != null) {
            throw refusal;
        }
        if (stars == null) {
            own.remove(id);
        } else {
            own.put(id, stars);
        }
        return new SkillRating(id, stars, with(page.card()));
    }

    SkillPage shown(SkillPage page) {
        SkillCard card = page.card();
        return new SkillPage(
                new SkillCard(
                        card.id(),
                        card.name(),
                        card.summary(),
                        card.author(),
                        card.tier(),
                        card.categories(),
                        card.tags(),
                        card.latestVersion(),
                        card.iconUrl(),
                        with(card),
                        card.downloads(),
                        card.updatedAt()),
                page.publisher(),
                page.description(),
                page.screenshots(),
                page.bannerUrl(),
                page.license(),
                page.homepage(),
                page.versions(),
                page.dependencies(),
                page.permissions(),
                page.optionalPermissions());
    }

    private SkillCard.Rating with(SkillCard card) {
        Integer stars = own.get(card.id());
        SkillCard.Rating all = card.rating();
        return stars == null
                ? all
                : new SkillCard.Rating((all.average() * all.count() + stars) / (all.count() + 1), all.count() + 1);
    }
}
