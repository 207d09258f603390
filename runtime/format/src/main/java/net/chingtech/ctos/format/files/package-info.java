/** How a file of a home is written: whole or not at all, and for its owner alone. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.files;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
