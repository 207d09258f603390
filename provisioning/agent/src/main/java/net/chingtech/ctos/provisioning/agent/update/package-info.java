/** Asks the sources, once a day and when somebody wants it, what is newer than what is installed. Installs nothing. */
package net.chingtech.ctos.provisioning.agent.update;
