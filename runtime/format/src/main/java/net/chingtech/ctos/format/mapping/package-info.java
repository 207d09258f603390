/** {@code claw_to_skill_map.json}: which skill of SkillHub follows which legacy skill, and what is carried over. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.mapping;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
