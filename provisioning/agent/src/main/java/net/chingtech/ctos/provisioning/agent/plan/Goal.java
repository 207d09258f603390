package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import java.util.SortedMap;
import net.chingtech.ctos.format.SkillId;

/**
 * What the resolver has to reach.
 *
 * @param wishes the skills the change is about, each with what would do, best first
 * @param othersMay whether installed skills that the change is not about may be updated for it
 */
record Goal(SortedMap<SkillId, Wish> wishes, boolean othersMay) {

    /**
     * A wish.
     *
     * @param words what was asked for, for people
     */
    record Wish(String words, List<Candidate> candidates) {}
}
