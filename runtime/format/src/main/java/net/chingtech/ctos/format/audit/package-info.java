/** The record of what was done to a container: how an entry is one line, each holding the digest of the one before, and what proves that none is missing. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.audit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
