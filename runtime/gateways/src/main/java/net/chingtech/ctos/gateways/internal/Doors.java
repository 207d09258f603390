package net.chingtech.ctos.gateways.internal;

import net.chingtech.ctos.gateways.DataDoor;
import net.chingtech.ctos.gateways.SkillDoors;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.Skills;

/** The gateways of one skill, of the classes that are its services in the framework. */
record Doors(SkillContext context, DataDoor data, Skills skills, Http http) implements SkillDoors {

    static Doors of(Admitted skill) {
        return new Doors(
                new ContextGateway(skill), new DataGateway(skill), new SkillsGateway(skill), new HttpGateway(skill));
    }
}
