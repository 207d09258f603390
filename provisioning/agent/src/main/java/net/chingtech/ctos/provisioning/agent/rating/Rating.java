package net.chingtech.ctos.provisioning.agent.rating;

import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.provisioning.agent.transaction.AuditTrail;

/** Rates what is installed, at the hub that it came from; whoever has not installed a skill does not know it. */
public final class Rating {

    private final Store store;
    private final Sources sources;
    private final OwnRatings own;
    private final AuditTrail audit;

    public Rating(Store store, Sources sources, OwnRatings own, AuditTrail audit) {
        this.store = store;
        this.sources = sources;
        this.own = own;
        this.audit = audit;
    }

    /** As {@code SkillManager.rating}. */
    public Optional<Integer> of(SkillId id) {
        return store.state().home(id).flatMap(source -> own.of(id, source));
    }

    /** As {@code SkillManager.rate}. One at a time, so that what is remembered is what the hub has. */
    public synchronized SkillRating rate(SkillId id, Integer stars, String actor) throws ProvisioningException {
        if (stars != null && (stars < SkillRating.FEWEST || stars > SkillRating.MOST)) {
            throw Refusals.of(
                    400,
                    "stars_invalid",
                    "A rating is a whole number of stars from " + SkillRating.FEWEST + " to " + SkillRating.MOST + ".",
                    "Send {\"stars\": 4}; DELETE takes a rating back.");
        }
        Entry entry = store.state().find(id).orElseThrow(() -> Refusals.notInstalled(id));
        Optional<Integer> before = own.of(id, entry.source());
        SkillCard.Rating now = sources.ask(entry.source(), source -> source.rate(id, stars));
        own.remember(id, entry.source(), stars);
        if (!before.equals(Optional.ofNullable(stars))) {
            audit.rated(entry, stars, actor);
        }
        return new SkillRating(id, stars, now);
    }
}
