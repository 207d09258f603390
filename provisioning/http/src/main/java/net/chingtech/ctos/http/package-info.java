/**
 * Questions to a hub over HTTP: time limits, tries, redirects and sizes are held here, and every failure becomes a
 * problem that a person can read. What the questions are is known by those who ask.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
