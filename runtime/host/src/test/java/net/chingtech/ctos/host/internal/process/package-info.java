/** Real processes: a scripted child that misbehaves, and the real one. */
package net.chingtech.ctos.host.internal.process;
