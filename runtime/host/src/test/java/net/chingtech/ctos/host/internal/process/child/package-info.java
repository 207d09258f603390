/** What a process writes, at the limits. */
package net.chingtech.ctos.host.internal.process.child;
