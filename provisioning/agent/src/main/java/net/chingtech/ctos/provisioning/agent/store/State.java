package net.chingtech.ctos.provisioning.agent.store;

import java.util.Optional;
import net.chingtech.ctos.format.SkillId;

/** All that is remembered, at one instant. */
public record State(Registry registry, Pins pins) {

    public Optional<Entry> find(SkillId id) {
        return registry.find(id);
    }

    /** The source that an id is at home at, when it ever was installed here. */
    public Optional<String> home(SkillId id) {
        return find(id).map(Entry::source).or(() -> pins.of(id).map(Pins.Pin::source));
    }
}
