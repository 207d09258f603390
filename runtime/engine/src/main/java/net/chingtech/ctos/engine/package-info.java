/**
 * Runs one skill's bundle in a framework that is there: starts it, waits for its components and tools, calls them, asks for
 * its health. Used by the host in the container's framework and by the process of a skill.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
