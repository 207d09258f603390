/** What publishers and authorities sign about keys: that one follows another, or must not be believed any more. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.notice;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
