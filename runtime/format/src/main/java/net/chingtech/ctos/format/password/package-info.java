/** Passwords that people choose: what is asked of one, and what of it lies on the disk. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.password;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
