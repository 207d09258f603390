/** The sandboxes of this machine, with real processes in them. */
package net.chingtech.ctos.host.internal.sandbox;
