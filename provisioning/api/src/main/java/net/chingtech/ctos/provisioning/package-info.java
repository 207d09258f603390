/**
 * What the Marketplace, the commands and other bundles use to change which skills a container has: the
 * {@link net.chingtech.ctos.provisioning.SkillManager}, plans and tasks; and what a place where skills come from
 * provides: the {@link net.chingtech.ctos.provisioning.SkillSource}.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.provisioning;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
