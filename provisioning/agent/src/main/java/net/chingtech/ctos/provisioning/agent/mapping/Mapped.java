package net.chingtech.ctos.provisioning.agent.mapping;

import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.mapping.SkillMap;

/**
 * What follows a legacy skill, and who says so.
 *
 * @param source the id of the source whose map it is in, of several that say the same all of them with commas between, or
 *     {@link SkillMaps#LOCAL}
 */
public record Mapped(SkillMap.Mapping mapping, String source) {

    /** All that a mapping decides at one version of the legacy skill; the order of its lines decides nothing. */
    record Said(SkillId to, VersionRange versions, Set<SkillMap.Value> values, Set<SkillMap.PathMove> data) {}

    public SkillId to() {
        return mapping.to();
    }

    Said says() {
        return new Said(
                mapping.to(), mapping.toVersions(), Set.copyOf(mapping.configuration()), Set.copyOf(mapping.data()));
    }
}
