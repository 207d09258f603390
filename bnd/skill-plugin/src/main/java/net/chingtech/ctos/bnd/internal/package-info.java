/** What the plug-in reads from a skill's JAR, checks in it, and puts into it. */
package net.chingtech.ctos.bnd.internal;
