/**
 * The kit's bnd plug-in: a skill's {@code manifest.json} becomes its OSGi headers, its local permissions and its
 * SKILL.md, and a build whose result no container would take fails.
 */
package net.chingtech.ctos.bnd;
