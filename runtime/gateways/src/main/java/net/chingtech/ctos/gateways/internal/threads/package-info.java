/** Threads of the container on which gateways work, so that a skill's own thread never does. */
package net.chingtech.ctos.gateways.internal.threads;
