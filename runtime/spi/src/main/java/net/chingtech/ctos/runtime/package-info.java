/** Doors between the trusted rooms of the container: hosts, the tool router, the audit log, who may come in. Never visible to skills. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
