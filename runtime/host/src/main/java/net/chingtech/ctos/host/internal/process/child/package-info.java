/**
 * One process of a skill: how it is started, spoken to and ended. It may do what it likes; nobody here waits for it without
 * a limit, keeps what it writes without a limit, or believes it anything unchecked.
 */
package net.chingtech.ctos.host.internal.process.child;
