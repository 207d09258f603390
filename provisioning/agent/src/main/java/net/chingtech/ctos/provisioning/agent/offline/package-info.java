/** Whether the hubs are left alone. */
package net.chingtech.ctos.provisioning.agent.offline;
