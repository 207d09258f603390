/** The table of tools and the way of a call through it. */
package net.chingtech.ctos.host.internal.router;
