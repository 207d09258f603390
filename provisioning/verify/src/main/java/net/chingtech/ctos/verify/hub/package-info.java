/**
 * What a hub says about its releases, proven: a client of The Update Framework (specification 1.0.31) that believes no list
 * that is forged, old, or put together from lists of two times, and keeps what it believed on disk.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.verify.hub;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
