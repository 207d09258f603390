package net.chingtech.ctos.gateways;

import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.Skills;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The gateways of one admitted skill, for the host that runs it. They are always there; each call is held to what is
 * granted at that moment, and refused once the admission is closed. In the framework a skill gets them as services, from a
 * process it reaches them through its host.
 */
@ProviderType
public interface SkillDoors {

    SkillContext context();

    DataDoor data();

    Skills skills();

    Http http();
}
