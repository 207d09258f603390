package net.chingtech.ctos.provisioning.agent.live;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.Health;

/** How each installed skill was found last: its health while it runs, or why it does not. */
public final class Statuses {

    private final Map<SkillId, Health> health = new ConcurrentHashMap<>();
    private final Map<SkillId, Problem> failures = new ConcurrentHashMap<>();

    public void runs(SkillId id, Health found) {
        failures.remove(id);
        health.put(id, found);
    }

    public void failed(SkillId id, Problem problem) {
        health.remove(id);
        failures.put(id, problem);
    }

    public void gone(SkillId id) {
        health.remove(id);
        failures.remove(id);
    }

    public Optional<Health> health(SkillId id) {
        return Optional.ofNullable(health.get(id));
    }

    public Optional<Problem> failure(SkillId id) {
        return Optional.ofNullable(failures.get(id));
    }
}
