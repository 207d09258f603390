/** Asks the sources, every hour, how what is installed stands: what was revoked is stopped, what is strange is told. */
package net.chingtech.ctos.provisioning.agent.standing;
