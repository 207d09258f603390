/**
 * All that a skill compiles against: the tool it offers, and the gateways through which it reaches the world.
 * A skill offers {@link net.chingtech.ctos.skill.SkillTool} services and gets gateways as services; nothing else.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.skill;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
