package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.SkillEnvironment;

/** The values that an administrator set for skills: they go when a skill's data goes, so that no secret outlives it. */
public final class Values {

    private final SkillEnvironment environment;

    public Values(SkillEnvironment environment) {
        this.environment = environment;
    }

    /** Removes all values of a skill. */
    public void forget(SkillId id) throws IOException {
        for (String name : Set.copyOf(environment.names(id))) {
            environment.set(id, name, null);
        }
    }
}
