package net.chingtech.ctos.provisioning.agent.rating;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;

/** {@code skills/ratings.json}. */
record RatingFile(int format, Map<SkillId, Given> ratings) {

    static final int FORMAT = 1;

    static final RatingFile EMPTY = new RatingFile(FORMAT, Map.of());

    RatingFile {
        ratings = ratings == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(ratings));
    }

    /** What was given, and where. */
    record Given(int stars, String source) {}

    /** With another rating of a skill; null for none. */
    RatingFile with(SkillId id, Given given) {
        Map<SkillId, Given> next = new TreeMap<>(ratings);
        if (given == null) {
            next.remove(id);
        } else {
            next.put(id, given);
        }
        return new RatingFile(FORMAT, next);
    }
}
