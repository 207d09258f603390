package net.chingtech.ctos.provisioning;

import net.chingtech.ctos.format.catalogue.SkillPage;

/** All about one skill in the catalogue, and the source that has it. */
public record SkillDetails(SkillPage page, String source) {}
