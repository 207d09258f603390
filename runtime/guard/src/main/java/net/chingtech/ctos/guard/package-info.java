/** The security layer of a framework with skills: the SecurityManager, and the table that is written before any skill is there. */
package net.chingtech.ctos.guard;
