/** What can be set for a skill: the form that its Metatype describes, and values that are held to it. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.settings;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
