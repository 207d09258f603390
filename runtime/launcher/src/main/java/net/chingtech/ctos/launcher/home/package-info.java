/** A container's folder on disk: where things lie, what makes it fit to start from, and what the first start puts there. */
package net.chingtech.ctos.launcher.home;
