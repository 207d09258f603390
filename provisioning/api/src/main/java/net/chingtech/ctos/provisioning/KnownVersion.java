package net.chingtech.ctos.provisioning;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/** The version of a skill than which a source is to offer something newer: of what is installed, or of what is known. */
public interface KnownVersion {

    SkillId id();

    SkillVersion version();

    /** The source that the skill came from. */
    String source();
}
