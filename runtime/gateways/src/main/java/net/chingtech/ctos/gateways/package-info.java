/**
 * How skills reach the world: each gateway finds out which skill asks, checks, and acts for it.
 * A host admits a skill here, with its grants, before it starts the skill's bundle.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.gateways;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
