package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.SkillBelongings;

/**
 * A value that a migration gives to what follows a legacy skill, by its names: no copy of secrets is made, and none is
 * written down.
 *
 * @param name that it has with the follower
 * @param from that it has with the legacy skill
 * @param aside that the value is kept under which the follower had before; null when it had none
 */
public record GivenValue(String name, String from, String aside) {

    /** Takes it back, unless it is not what was given any more: then somebody set it since. Done again, it ends in the same. */
    public void takeBack(SkillBelongings belongings, SkillId legacy, SkillId follower) throws IOException {
        Optional<String> there = belongings.value(follower, name);
        Optional<String> before = aside == null ? Optional.empty() : belongings.value(follower, aside);
        boolean isGiven = there.isPresent() && there.equals(belongings.value(legacy, from));
        if (isGiven || there.isEmpty() && before.isPresent()) {
            belongings.setValue(follower, name, before.orElse(null));
        }
        if (before.isPresent()) {
            belongings.setValue(follower, aside, null);
        }
    }
}
