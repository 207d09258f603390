package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.store.Ratings;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.SkillLine;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;

/** Takes what users think of skills. When a method returns, search and pages say so. Nothing of it is in the signed lists. */
public final class RatingDesk {

    private final Ratings ratings;
    private final Releases releases;
    private final Ledger ledger;
    private final NewRaters newcomers;
    private final RatingPace pace;
    private final Clock clock;

    public RatingDesk(Ratings ratings, Releases releases, Ledger ledger, Clock clock) {
        this.ratings = ratings;
        this.releases = releases;
        this.ledger = ledger;
        this.newcomers = new NewRaters(clock);
        this.pace = new RatingPace(clock);
        this.clock = clock;
    }

    /**
     * Keeps a rating, in the place of what this rater gave before.
     *
     * @param rater the SHA-256 of its secret
     * @param networks where it comes from, the narrowest first
     * @throws Refused {@code skill_unknown}, {@code skill_withdrawn}, {@code too_many_raters}, {@code too_many_ratings}
     */
    public SkillRating rate(SkillId id, String rater, int stars, List<String> networks) throws Refused {
        mustBeOffered(id);
        if (!ratings.knows(rater)) {
            newcomers.admit(networks, rater);
        }
        pace.step(rater);
        return change(
                id, stars, () -> ratings.keep(id, rater, stars, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    /**
     * Forgets what this rater gave; nothing happens when it gave nothing. Also for a skill that is not offered any more.
     *
     * @throws Refused {@code skill_unknown}, {@code too_many_ratings}
     */
    public SkillRating takeBack(SkillId id, String rater) throws Refused {
        SkillLine skill = known(id);
        if (!ratings.knows(rater)) {
            return new SkillRating(id, null, skill.rating());
        }
        pace.step(rater);
        return change(id, null, () -> ratings.remove(id, rater));
    }

    private SkillRating change(SkillId id, Integer stars, BooleanSupplier change) throws Refused {
        try {
            return ledger.enter(() -> {
                if (change.getAsBoolean()) {
                    ledger.index(id);
                }
                return new SkillRating(id, stars, known(id).rating());
            });
        } catch (IOException e) {
            throw new StoreFailed("keeping a rating failed", e);
        }
    }

    private void mustBeOffered(SkillId id) throws Refused {
        known(id);
        if (releases.lines(List.of(id)).stream().noneMatch(ReleaseLine::offered)) {
            throw new Refused(new Problem(
                    409,
                    "skill_withdrawn",
                    "Every release of " + id + " was taken back, so it is not rated any more.",
                    "Nothing is to be done; a rating that you gave before can be taken back with DELETE."));
        }
    }

    private SkillLine known(SkillId id) throws Refused {
        return releases.skills(List.of(id)).values().stream()
                .findFirst()
                .orElseThrow(() -> Refusals.skillUnknown(id.value()));
    }
}
