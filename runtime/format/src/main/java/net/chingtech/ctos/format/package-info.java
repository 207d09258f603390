/**
 * The words of the skill container on the wire and on disk: ids, versions, permissions, manifests, release statements.
 * Pure: nothing here reads a file, opens a socket or knows a framework.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
