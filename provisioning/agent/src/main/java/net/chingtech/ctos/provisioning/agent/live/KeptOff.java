package net.chingtech.ctos.provisioning.agent.live;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;

/** Skills that must not run, nor be changed, before the container's next start, and why. */
public final class KeptOff {

    private final Map<SkillId, Problem> reasons = new ConcurrentHashMap<>();

    public void put(SkillId id, Problem why) {
        reasons.put(id, why);
    }

    public Optional<Problem> why(SkillId id) {
        return Optional.ofNullable(reasons.get(id));
    }
}
