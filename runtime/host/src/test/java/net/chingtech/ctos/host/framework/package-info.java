/** The host in a real Felix: with the security layer, and without it. */
package net.chingtech.ctos.host.framework;
