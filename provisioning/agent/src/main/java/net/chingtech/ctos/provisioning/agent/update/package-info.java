/**
 * The update agent: asks the sources once a day, and when somebody wants it, what is newer than what is installed, says what
 * speaks against taking it without asking, and takes what nothing speaks against.
 */
package net.chingtech.ctos.provisioning.agent.update;
