package net.chingtech.ctos.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * One release of a skill, to be run as a bundle.
 *
 * @param id also the bundle's symbolic name, and what its own types begin with
 * @param location where its bundle is installed; what it may do is keyed on that
 * @param exports tools that must be there
 * @param offeredServices the service types that it may register beside its own
 * @param limit how long its start may take, and each question for its health
 */
public record SkillBundle(
        String id, String location, List<String> exports, Collection<String> offeredServices, Duration limit) {

    public SkillBundle {
        exports = List.copyOf(exports);
        offeredServices = List.copyOf(offeredServices);
    }
}
