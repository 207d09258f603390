/** Long actions that somebody watches: what runs, how far it is, and the last hundred that ended. */
package net.chingtech.ctos.provisioning.agent.task;
