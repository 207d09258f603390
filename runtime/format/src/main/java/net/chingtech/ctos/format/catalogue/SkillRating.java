package net.chingtech.ctos.format.catalogue;

import net.chingtech.ctos.format.SkillId;

/**
 * How a skill is rated after somebody rated it.
 *
 * @param stars what that one gave, 1 to 5; null when that was taken back
 * @param rating of all who rated it
 */
public record SkillRating(SkillId id, Integer stars, SkillCard.Rating rating) {

    /** What a rating is made of. */
    public static final int FEWEST = 1;

    public static final int MOST = 5;
}
