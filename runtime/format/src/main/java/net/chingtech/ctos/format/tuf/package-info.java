/**
 * The role files of The Update Framework, specification 1.0.31, as a hub writes and a container reads them: records, the
 * canonical JSON that is signed, and whose signatures count.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.tuf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
