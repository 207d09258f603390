/**
 * Keys, authorities, and the signing of releases: what a publisher does before a skill goes to a hub. Used by the command
 * line, by the launcher's first start and by tests; the container itself only verifies.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.sign;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
