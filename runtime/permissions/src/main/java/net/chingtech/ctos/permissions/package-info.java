/**
 * What a granted permission name means to the OSGi security layer, and whether that layer holds at all.
 * A {@link net.chingtech.ctos.permissions.Fence} is raised round one skill's location before its bundle is installed.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.permissions;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
