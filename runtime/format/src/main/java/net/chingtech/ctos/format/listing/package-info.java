/** What a hub's signed metadata lists: bucket files, each with the releases of some skills, and where they are named. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.listing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
