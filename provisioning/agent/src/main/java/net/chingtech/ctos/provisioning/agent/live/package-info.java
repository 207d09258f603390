/** The skills that run: started at the container's start in the order of what needs what, and how each is. */
package net.chingtech.ctos.provisioning.agent.live;
