/**
 * The root of a hub: its offline keys say which keys may sign the hub's lists. Made, renewed and handed from key holder to
 * key holder here; the lists themselves are the hub's.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.sign.hub;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
