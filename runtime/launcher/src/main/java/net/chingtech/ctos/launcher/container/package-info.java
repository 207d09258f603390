/** Starts and stops a container: the framework with its security layer and bundles, the hub beside it, and the wait until all is ready. */
package net.chingtech.ctos.launcher.container;
