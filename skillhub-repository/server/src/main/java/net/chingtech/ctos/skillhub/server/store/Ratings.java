package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;
import net.chingtech.ctos.format.SkillId;

/**
 * What users think of skills: one rating of a skill for each rater, who is the SHA-256 of a secret. What comes of them is in
 * {@link SkillLine#rating()}. Every method throws {@link StoreFailed} when the database does.
 */
public interface Ratings {

    /** Whether this rater has rated anything that it did not take back. */
    boolean knows(String rater);

    /**
     * Keeps a rating in the place of the one before; on disk when this returns.
     *
     * @return false when it was so before
     */
    boolean keep(SkillId id, String rater, int stars, Instant at);

    /**
     * Forgets a rating; on disk when this returns.
     *
     * @return false when there was none
     */
    boolean remove(SkillId id, String rater);
}
