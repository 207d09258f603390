/** When the daily check is. */
package net.chingtech.ctos.provisioning.agent.update;
