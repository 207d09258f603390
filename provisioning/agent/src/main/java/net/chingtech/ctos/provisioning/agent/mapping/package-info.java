/** Which skill follows which legacy skill: the hubs' signed maps and the administrator's own, read as one. */
package net.chingtech.ctos.provisioning.agent.mapping;
