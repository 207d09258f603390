/**
 * What goes between a program and the code of a skill: calls on threads of the program's own, each with a time limit, and
 * values and words that carry no objects across.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.engine.calls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
