package net.chingtech.ctos.format.catalogue;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;

/**
 * One skill in a list.
 *
 * @param author the author's name, from the newest release's manifest
 * @param latestVersion the newest version of the channel that was asked for
 * @param iconUrl absolute, or relative to the hub; may be null
 * @param downloads how often any of its releases was downloaded
 */
public record SkillCard(
        SkillId id,
        String name,
        String summary,
        String author,
        Tier tier,
        List<String> categories,
        List<String> tags,
        SkillVersion latestVersion,
        String iconUrl,
        Rating rating,
        long downloads,
        Instant updatedAt) {

    /** What users think of a skill; {@code average} from 0 (nobody said) to 5. */
    public record Rating(double average, int count) {
        public static final Rating NONE = new Rating(0, 0);

        /** With how many ratings, of how many stars each, every skill begins where skills are ordered. */
        private static final int BEGINS_WITH = 10;

        private static final double BEGINS_AT = 3;

        private static final double HUNDREDTHS = 100;

        /** The average of so many ratings, to a hundredth. */
        public static Rating of(long stars, int count) {
            return count == 0 ? NONE : new Rating(Math.round(HUNDREDTHS * stars / count) / HUNDREDTHS, count);
        }

        /** What skills are ordered by: ten ratings of three stars are added, so that one five does not beat many of 4.8. */
        public double score() {
            return (BEGINS_WITH * BEGINS_AT + average * count) / (BEGINS_WITH + (double) count);
        }
    }
}
