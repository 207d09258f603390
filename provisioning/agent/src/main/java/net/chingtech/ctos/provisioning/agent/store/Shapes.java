package net.chingtech.ctos.provisioning.agent.store;

import net.chingtech.ctos.format.SkillVersion;

/**
 * What a change does to the shape of a skill's data, as far as the change itself knows.
 *
 * @param before the version whose shape the data has that is there before it; null when there is none, or nobody knows
 * @param after the same of the data that is there when the change is the truth
 * @param changed whether the data is changed: by a migration, or because other data is put back
 */
public record Shapes(SkillVersion before, SkillVersion after, boolean changed) {}
