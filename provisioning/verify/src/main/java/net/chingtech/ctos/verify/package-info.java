/**
 * Is this artifact what it says, and from whom: statement signature, certificate path, namespace, digest, strict ZIP, JAR
 * signature, header lint; and who says what about a publisher's key. Used by the container before it installs and by the hub
 * before it publishes.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.verify;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
