/**
 * Where a skill's own process is locked in: what each kind of sandbox isolates, whether it works on this machine (found
 * out by a real forbidden attempt), and how a process is started, watched and ended in it.
 */
package net.chingtech.ctos.host.internal.sandbox;
